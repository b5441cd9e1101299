/**
 * The text of `torch.masked`, for dense tensors: each function puts the neutral element of its operation where the mask is
 * false, and is then the function without a mask. `MaskedTensor` is not supported.
 */
export const maskedSource = `
def _all_dims(dim, rank):
    """The dimensions meant, sorted; None and the empty tuple mean all."""
    if dim is None or dim == ():
        return tuple(range(rank))
    given = (dim,) if isinstance(dim, int) else dim
    rank = max(rank, 1)
    found = []
    for d in given:
        if d in found:
            raise RuntimeError(f"dim={d} appears multiple times in the list of dims")
        if d >= rank or d < -rank:
            raise IndexError(f"Dimension out of range (expected to be in range of [{-rank}, {rank - 1}], but got {d})")
        found.append(d % rank)
    return tuple(sorted(found))


def _bound(x, largest):
    if x.is_floating_point():
        return torch.inf if largest else -torch.inf
    info = torch.iinfo(x.dtype)
    return info.max if largest else info.min


def _filled(x, mask, neutral):
    """x with \`neutral(x)\` where the mask is false."""
    if mask is None:
        return x
    return torch.where(_fitting(x, mask), x, torch.tensor(neutral(x), dtype=x.dtype))


def _fitting(x, mask):
    if mask.shape != x.shape:
        if mask.ndim > x.ndim:
            raise IndexError("_input_mask expected broadcastable mask (got mask dimensionality higher than of the input)")
        mask = torch.broadcast_to(mask.clone(), x.shape)
    return mask.to(dtype=torch.bool)


def _zero(x):
    return 0


def _one(x):
    return 1


def _lowest(x):
    return _bound(x, False)


def _highest(x):
    return _bound(x, True)


def _widened(x, dtype):
    if dtype is not None:
        return dtype
    small = (torch.uint8, torch.bool, torch.int8, torch.int16, torch.int32)
    return torch.int64 if x.dtype in small else x.dtype


def sum(input, dim=None, *, keepdim=False, dtype=None, mask=None):
    dims = _all_dims(dim, input.ndim)
    return torch.sum(_filled(input, mask, _zero), dims, bool(keepdim), dtype=_widened(input, dtype))


def prod(input, dim=None, *, keepdim=False, dtype=None, mask=None):
    dims = _all_dims(dim, input.ndim)
    result = _filled(input, mask, _one).to(dtype=_widened(input, dtype))
    for d in reversed(dims):
        result = result.prod(dim=d, keepdim=bool(keepdim))
    return result


def cumsum(input, dim, *, dtype=None, mask=None):
    dtype = dtype or input.dtype
    d = _all_dims(dim, input.ndim)[0]
    return torch.cumsum(_filled(input, mask, _zero), d, dtype=dtype).to(dtype=dtype)


def cumprod(input, dim, *, dtype=None, mask=None):
    dtype = dtype or input.dtype
    d = _all_dims(dim, input.ndim)[0]
    return torch.cumprod(_filled(input, mask, _one), d, dtype=dtype).to(dtype=dtype)


def amax(input, dim=None, *, keepdim=False, dtype=None, mask=None):
    filled = _filled(input, mask, _lowest)
    return torch.amax(filled, _all_dims(dim, filled.ndim), bool(keepdim)).to(dtype=dtype or input.dtype)


def amin(input, dim=None, *, keepdim=False, dtype=None, mask=None):
    filled = _filled(input, mask, _highest)
    return torch.amin(filled, _all_dims(dim, filled.ndim), bool(keepdim)).to(dtype=dtype or input.dtype)


def argmax(input, dim=None, *, keepdim=False, dtype=None, mask=None):
    return torch.argmax(_filled(input, mask, _lowest), dim, bool(keepdim)).to(dtype=dtype or input.dtype)


def argmin(input, dim=None, *, keepdim=False, dtype=None, mask=None):
    return torch.argmin(_filled(input, mask, _highest), dim, bool(keepdim)).to(dtype=dtype or input.dtype)


def _count(x, dim, keepdim, mask):
    """How many elements take part, and the mask in x's shape."""
    if mask is None:
        return sum(torch.ones(x.shape, dtype=torch.int64), dim, keepdim=keepdim), None
    fitting = _fitting(x, mask)
    return fitting.sum(dim=dim, keepdim=bool(keepdim)), fitting


def mean(input, dim=None, *, keepdim=False, dtype=None, mask=None):
    source = "Input" if dtype is None else "Optional"
    dtype = dtype or input.dtype
    if not (dtype.is_floating_point or dtype.is_complex):
        raise ValueError(
            f"mean(): Could not infer output dtype. {source} dtype must be either a floating point or complex dtype. "
            f"Got: {dtype}"
        )
    count, mask = _count(input, dim, keepdim, mask)
    return sum(input, dim, keepdim=keepdim, dtype=dtype, mask=mask) / count


def median(input, dim=-1, *, keepdim=False, dtype=None, mask=None):
    d = _all_dims(dim, input.ndim)[0]
    exact = input if input.is_floating_point() else input.to(dtype=torch.float)
    # NaN is left out of a nanmedian: it is what is put where the mask is false.
    result = torch.nanmedian(_filled(exact, mask, lambda x: torch.nan), d, keepdim).values
    if input.is_floating_point():
        return result
    if torch.isnan(result).any():
        raise ValueError("masked median expects no fully masked out rows if dtype is not floating point")
    return result.to(dtype=dtype or input.dtype)


def logsumexp(input, dim=None, *, keepdim=False, dtype=None, mask=None):
    dims = _all_dims(dim, input.ndim)
    return torch.logsumexp(_filled(input, mask, _lowest), dims, keepdim=keepdim).to(dtype=dtype or input.dtype)


def logaddexp(input, other, *, dtype=None, input_mask=None, other_mask=None):
    first = _filled(input, input_mask, _lowest)
    return torch.logaddexp(first, _filled(other, other_mask, _lowest)).to(dtype=dtype or input.dtype)


def norm(input, ord=2.0, dim=None, *, keepdim=False, dtype=None, mask=None):
    # The least absolute value is the one norm that a zero would change.
    neutral = (lambda x: torch.inf) if ord == float("-inf") else _zero
    filled = _filled(input, mask, neutral)
    return torch.linalg.vector_norm(filled, ord, _all_dims(dim, input.ndim), bool(keepdim), dtype=dtype or input.dtype)


def _variance(input, dim, unbiased, correction, keepdim, dtype, mask):
    if unbiased is not None and correction is not None:
        raise AssertionError("Only one of unbiased and correction may be given")
    if correction is not None:
        less = float(correction)
    else:
        less = 0.0 if unbiased is False else 1.0
    if dtype is None:
        dtype = input.dtype if input.dtype.is_floating_point or input.dtype.is_complex else torch.float32
    compute = dtype if dtype.is_floating_point or dtype.is_complex else torch.float32
    count, mask = _count(input, dim, True, mask)
    center = torch.divide(sum(input, dim, keepdim=True, dtype=dtype, mask=mask), count)
    away = torch.subtract(input, center)
    total = sum(away * away.conj(), dim, keepdim=keepdim, dtype=compute, mask=mask)
    if not keepdim:
        count = count.reshape(total.shape)
    if less != 0:
        count = torch.subtract(count.to(compute), less)
        count = torch.maximum(count, count.new_zeros([]))
    return torch.divide(total, count).to(dtype=dtype)


def var(input, dim=None, unbiased=None, *, correction=None, keepdim=False, dtype=None, mask=None):
    return _variance(input, dim, unbiased, correction, keepdim, dtype, mask)


def std(input, dim=None, unbiased=None, *, correction=None, keepdim=False, dtype=None, mask=None):
    return torch.sqrt(_variance(input, dim, unbiased, correction, keepdim, dtype, mask))


def softmax(input, dim, *, dtype=None, mask=None):
    d = _all_dims(dim, input.ndim)[0]
    return torch.nn.functional.softmax(_filled(input, mask, _lowest), d, dtype=dtype or input.dtype)


def log_softmax(input, dim, *, dtype=None, mask=None):
    d = _all_dims(dim, input.ndim)[0]
    return torch.nn.functional.log_softmax(_filled(input, mask, _lowest), d, dtype=dtype or input.dtype)


def softmin(input, dim, *, dtype=None, mask=None):
    d = _all_dims(dim, input.ndim)[0]
    return torch.nn.functional.softmin(_filled(input, mask, _highest), d, dtype=dtype or input.dtype)


def normalize(input, ord, dim, *, eps=1e-12, dtype=None, mask=None):
    _all_dims(dim, input.ndim)
    filled = _filled(input, mask, _zero)
    size = norm(input, ord, dim, keepdim=True, dtype=dtype or input.dtype, mask=mask)
    return torch.divide(filled, torch.max(size, size.new_full((), eps)))
`;

/** The functions of `numpy`, `numpy.linalg` and `numpy.random` in Python, over arrays (arraySource.ts). */
export const functionsSource = `
def _full_of(shape, value, name):
    sizes = [int(shape)] if hasattr(shape, "__index__") and not isinstance(shape, ndarray) else _shape_of((shape,))
    return ndarray._over(torch.full(sizes, value, dtype=_torch[name]))


def zeros(shape, dtype=float, order="C"):
    return _full_of(shape, 0, _dtype_name(dtype))


def ones(shape, dtype=None, order="C"):
    return _full_of(shape, 1, _dtype_name(dtype))


def empty(shape, dtype=float, order="C"):
    return _full_of(shape, 0, _dtype_name(dtype))


def full(shape, fill_value, dtype=None, order="C"):
    value = asarray(fill_value)
    result = _full_of(shape, 0, value.dtype.name if dtype is None else _dtype_name(dtype))
    result[...] = value
    return result


def _like(a, dtype):
    a = asarray(a)
    return a.shape, a.dtype if dtype is None else dtype


def zeros_like(a, dtype=None):
    return zeros(*_like(a, dtype))


def ones_like(a, dtype=None):
    return ones(*_like(a, dtype))


def empty_like(a, dtype=None):
    return zeros(*_like(a, dtype))


def full_like(a, fill_value, dtype=None):
    shape, of = _like(a, dtype)
    return full(shape, fill_value, of)


def arange(start, stop=None, step=1, dtype=None):
    if stop is None:
        start, stop = 0, start
    values = [start, stop, step]
    _, name = _operands(values)
    if dtype is not None:
        name = _dtype_name(dtype)
    start, stop, step = [_plain(v) for v in values]
    n = math.ceil((stop - start) / step)
    if n < 0:
        n = 0
    if _category(name) == "int" and isinstance(start, int) and isinstance(step, int):
        return ndarray._over(torch.tensor([start + i * step for i in range(n)], dtype=_torch[name]))
    # The step is the difference of the first two elements, as rounded.
    difference = (start + step) - start
    return ndarray._over(torch.tensor([float(start + i * difference) for i in range(n)], dtype=torch.float64).to(_torch[name]))


def linspace(start, stop, num=50, endpoint=True, retstep=False, dtype=None, axis=0):
    if isinstance(start, (ndarray, list, tuple)) or isinstance(stop, (ndarray, list, tuple)):
        _not_supported("numpy.linspace between arrays")
    start, stop = float(start), float(stop)
    parts = num - 1 if endpoint else num
    step = (stop - start) / parts if parts > 0 else math.nan
    if parts > 0 and step != 0:
        values = [i * step + start for i in range(num)]
    else:
        values = [i * (stop - start) + start for i in range(num)]
    if endpoint and num > 1:
        values[-1] = stop
    result = ndarray._over(torch.tensor(values, dtype=torch.float64).reshape([num]))
    if dtype is not None:
        result = (floor(result) if _category(_dtype_name(dtype)) == "int" else result).astype(dtype)
    return (result, float64(step)) if retstep else result


def logspace(start, stop, num=50, endpoint=True, base=10.0, dtype=None):
    result = power(base, linspace(start, stop, num, endpoint))
    return result if dtype is None else result.astype(dtype)


def geomspace(start, stop, num=50, endpoint=True):
    result = logspace(math.log10(start), math.log10(stop), num, endpoint)
    if num > 0:
        result[0] = start
        if num > 1 and endpoint:
            result[-1] = stop
    return result


def eye(N, M=None, k=0, dtype=float):
    m = N if M is None else M
    t = torch.zeros(N, m, dtype=_dt(dtype))
    for i in range(N):
        if 0 <= i + k < m:
            t[i, i + k] = 1
    return ndarray._over(t)


def identity(n, dtype=None):
    return eye(n, dtype=float if dtype is None else dtype)


def diag(v, k=0):
    v = asarray(v)
    if v.ndim == 2:
        return v.diagonal(k)
    n = v.size + abs_int(k)
    result = zeros((n, n), v.dtype)
    for i in range(v.size):
        result[i - (k if k < 0 else 0), i + (k if k > 0 else 0)] = v[i]
    return result


def tri(N, M=None, k=0, dtype=float):
    return ndarray._over(torch.tril(torch.ones(N, N if M is None else M, dtype=_dt(dtype)), k))


def tril(m, k=0):
    return ndarray._over(torch.tril(_from(m), k))


def triu(m, k=0):
    return ndarray._over(torch.triu(_from(m), k))


def meshgrid(*xi, indexing="xy", sparse=False, copy=True):
    if sparse:
        _not_supported("numpy.meshgrid(sparse=True)")
    return tuple([ndarray._over(t.clone()) for t in torch.meshgrid(*[_from(x) for x in xi], indexing=indexing)])


def copy(a):
    return array(a)


def shape(a):
    return asarray(a).shape


def ndim(a):
    return asarray(a).ndim


def size(a, axis=None):
    return asarray(a).size if axis is None else asarray(a).shape[axis]


def _method(name):
    def function(a, *args, **kwargs):
        if isinstance(a, torch.Tensor):
            _not_supported("numpy." + name + " of a torch.Tensor")
        return getattr(asarray(a), name)(*args, **kwargs)

    function.__name__ = name
    return function


sum = _method("sum")
prod = _method("prod")
mean = _method("mean")
std = _method("std")
var = _method("var")
max = amax = _method("max")
min = amin = _method("min")
ptp = _method("ptp")
argmax = _method("argmax")
argmin = _method("argmin")
any = _method("any")
all = _method("all")
cumsum = _method("cumsum")
cumprod = _method("cumprod")
reshape = _method("reshape")
ravel = _method("ravel")
transpose = permute_dims = _method("transpose")
swapaxes = _method("swapaxes")
squeeze = _method("squeeze")
repeat = _method("repeat")
take = _method("take")
nonzero = _method("nonzero")
clip = _method("clip")
argsort = _method("argsort")
trace = _method("trace")
diagonal = _method("diagonal")


def round(a, decimals=0, out=None):
    a = asarray(a)
    result = a.round(decimals, out)
    return result[()] if a.ndim == 0 and isinstance(result, ndarray) else result


around = round


def astype(x, dtype):
    return asarray(x).astype(dtype)


def sort(a, axis=-1):
    if axis is None:
        a, axis = asarray(a).ravel(), 0
    return ndarray._over(torch.sort(_from(a), dim=axis).values)


def count_nonzero(a, axis=None):
    result = (asarray(a) != 0).sum(axis)
    return int(result) if axis is None else result


def flatnonzero(a):
    return asarray(a).ravel().nonzero()[0]


def argwhere(a):
    return ndarray._over(torch.nonzero(_from(a)))


def where(condition, x=None, y=None):
    if x is None and y is None:
        return asarray(condition).nonzero()
    _, name = _operands((x, y))
    a, b = _as_tensors((x, y), name)
    c = _from(condition)
    _broadcast([c, a, b])
    result = torch.where(c != 0, a, b)
    return ndarray._over(result)


def _joined(arrays, axis):
    arrays = [asarray(a) for a in arrays]
    if not arrays:
        raise ValueError("need at least one array to concatenate")
    name = arrays[0].dtype.name
    for a in arrays[1:]:
        name = _promote(name, a.dtype.name)
    first = arrays[0]
    for i, a in enumerate(arrays):
        if a.ndim == 0:
            raise ValueError("zero-dimensional arrays cannot be concatenated")
        if a.ndim != first.ndim:
            raise ValueError(
                "all the input arrays must have same number of dimensions, but the array at index 0 has " + str(first.ndim)
                + " dimension(s) and the array at index " + str(i) + " has " + str(a.ndim) + " dimension(s)"
            )
        at = _axes(axis, first.ndim)[0]
        for d in range(a.ndim):
            if d != at and a.shape[d] != first.shape[d]:
                raise ValueError(
                    "all the input array dimensions except for the concatenation axis must match exactly, but along dimension "
                    + str(d) + ", the array at index 0 has size " + str(first.shape[d]) + " and the array at index " + str(i)
                    + " has size " + str(a.shape[d])
                )
    return ndarray._over(torch.cat([a._t.to(_torch[name]) for a in arrays], axis))


def concatenate(arrays, axis=0, out=None, dtype=None):
    if axis is None:
        return _joined([asarray(a).ravel() for a in arrays], 0)
    result = _joined(arrays, axis)
    return result if dtype is None else result.astype(dtype)


concat = concatenate


def stack(arrays, axis=0):
    arrays = [asarray(a) for a in arrays]
    if not arrays:
        raise ValueError("need at least one array to stack")
    if len(set([a.shape for a in arrays])) != 1:
        raise ValueError("all input arrays must have the same shape")
    return _joined([expand_dims(a, axis) for a in arrays], axis)


def vstack(arrays):
    return _joined([atleast_2d(a) for a in arrays], 0)


def hstack(arrays):
    arrays = [atleast_1d(a) for a in arrays]
    return _joined(arrays, 0 if arrays and arrays[0].ndim == 1 else 1)


def column_stack(arrays):
    arrays = [asarray(a) for a in arrays]
    return _joined([a.reshape(-1, 1) if a.ndim < 2 else a for a in arrays], 1)


def append(arr, values, axis=None):
    if axis is None:
        return concatenate((asarray(arr).ravel(), asarray(values).ravel()))
    return concatenate((arr, values), axis)


def split(ary, indices_or_sections, axis=0):
    ary = asarray(ary)
    n = ary.shape[axis]
    if isinstance(indices_or_sections, int):
        if n % indices_or_sections:
            raise ValueError("array split does not result in an equal division")
    return array_split(ary, indices_or_sections, axis)


def array_split(ary, indices_or_sections, axis=0):
    ary = asarray(ary)
    n = ary.shape[axis]
    if isinstance(indices_or_sections, int):
        each, extra = divmod(n, indices_or_sections)
        cuts, at = [], 0
        for i in range(indices_or_sections - 1):
            at += each + (1 if i < extra else 0)
            cuts.append(at)
    else:
        cuts = list(indices_or_sections)
    before = (slice(None),) * _axes(axis, ary.ndim)[0]
    return [ary[before + (slice(a, b),)] for a, b in zip([0] + cuts, cuts + [n])]


def atleast_1d(a):
    a = asarray(a)
    return a.reshape(1) if a.ndim == 0 else a


def atleast_2d(a):
    a = asarray(a)
    return a.reshape(1, -1) if a.ndim < 2 else a


def expand_dims(a, axis):
    a = asarray(a)
    axes = _axes(axis, a.ndim + (len(axis) if isinstance(axis, tuple) else 1))
    shape = list(a.shape)
    for i in sorted(axes):
        shape.insert(i, 1)
    return a.reshape(shape)


def broadcast_to(a, shape):
    a = _from(a)
    sizes = _shape_of((shape,))
    if _broadcast([a, torch.zeros(sizes)]) != sizes:
        raise ValueError("input operand has more dimensions than allowed by the axis remapping")
    return ndarray._over(a.expand(sizes))


def tile(A, reps):
    return ndarray._over(torch.tile(_from(A), (reps,) if isinstance(reps, int) else tuple(reps)))


def flip(m, axis=None):
    m = asarray(m)
    axes = list(range(m.ndim)) if axis is None else _axes(axis, m.ndim)
    return m[tuple([slice(None, None, -1) if i in axes else slice(None) for i in range(m.ndim)])]


def flipud(m):
    return flip(m, 0)


def fliplr(m):
    return flip(m, 1)


def roll(a, shift, axis=None):
    t = _from(a)
    return ndarray._over(torch.roll(t, shift, axis) if axis is not None else torch.roll(t.reshape(-1), shift, 0).reshape(t.shape))


def moveaxis(a, source, destination):
    return ndarray._over(torch.movedim(_from(a), source, destination))


def _matmul_pair(a, b):
    _, name = _operands((a, b))
    return _as_tensors((a, b), name)


def dot(a, b, out=None):
    x, y = _matmul_pair(a, b)
    if x.dim() == 0 or y.dim() == 0:
        return _wrap(x * y)
    inner = -1 if y.dim() == 1 else -2
    if x.shape[-1] != y.shape[inner]:
        raise ValueError(
            "shapes " + _shape_text(x.shape) + " and " + _shape_text(y.shape) + " not aligned: " + str(x.shape[-1]) + " (dim "
            + str(x.dim() - 1) + ") != " + str(y.shape[inner]) + " (dim " + str(y.dim() + inner) + ")"
        )
    if x.dim() > 2 or y.dim() > 2:
        return _wrap(torch.tensordot(x, y, dims=([x.dim() - 1], [y.dim() + inner])))
    return _wrap(torch.matmul(x, y))


def matmul(x1, x2, out=None):
    x, y = _matmul_pair(x1, x2)
    for i, t in enumerate((x, y)):
        if t.dim() == 0:
            raise ValueError(
                "matmul: Input operand " + str(i) + " does not have enough dimensions (has 0, gufunc core with signature "
                "(n?,k),(k,m?)->(n?,m?) requires 1)"
            )
    n = y.shape[-1 if y.dim() == 1 else -2]
    if x.shape[-1] != n:
        raise ValueError(
            "matmul: Input operand 1 has a mismatch in its core dimension 0, with gufunc signature (n?,k),(k,m?)->(n?,m?) (size "
            + str(n) + " is different from " + str(x.shape[-1]) + ")"
        )
    return _wrap(torch.matmul(x, y))


def inner(a, b):
    x, y = _matmul_pair(a, b)
    if x.dim() > 1 or y.dim() > 1:
        _not_supported("numpy.inner of matrices")
    return dot(a, b)


def vdot(a, b):
    return dot(asarray(a).ravel(), asarray(b).ravel())


def outer(a, b):
    x, y = _matmul_pair(a, b)
    return ndarray._over(x.reshape(-1, 1) * y.reshape(1, -1))


def einsum(subscripts, *operands):
    _, name = _operands(operands)
    return _wrap(torch.einsum(subscripts, *_as_tensors(operands, name)))


def isclose(a, b, rtol=1e-05, atol=1e-08, equal_nan=False):
    x, y = _as_tensors((a, b), "float64")
    return _wrap(torch.isclose(x, y, rtol=rtol, atol=atol, equal_nan=equal_nan))


def allclose(a, b, rtol=1e-05, atol=1e-08, equal_nan=False):
    return _python_bool(isclose(a, b, rtol, atol, equal_nan).all())


def array_equal(a1, a2):
    a1, a2 = asarray(a1), asarray(a2)
    return a1.shape == a2.shape and _python_bool((a1 == a2).all())


def _quantile(a, q, axis, keepdims):
    a = asarray(a)
    name = _quotient_type("", a.dtype.name)
    return a._reduce(lambda t: torch.quantile(t, q, dim=-1), axis, keepdims, name)


def quantile(a, q, axis=None, keepdims=False):
    if isinstance(q, (list, tuple, ndarray)):
        return stack([asarray(_quantile(a, float(x), axis, keepdims)) for x in q])
    return _quantile(a, float(q), axis, keepdims)


def percentile(a, q, axis=None, keepdims=False):
    if isinstance(q, (list, tuple, ndarray)):
        return quantile(a, [float(x) / 100 for x in q], axis, keepdims)
    return quantile(a, q / 100, axis, keepdims)


def median(a, axis=None, keepdims=False):
    return _quantile(a, 0.5, axis, keepdims)


def average(a, axis=None, weights=None):
    a = asarray(a)
    if weights is None:
        return a.mean(axis)
    weights = asarray(weights)
    return (a * weights).sum(axis) / weights.sum(axis if weights.ndim == a.ndim else None)


def diff(a, n=1, axis=-1):
    t = _from(a)
    for _ in range(n):
        t = torch.diff(t, dim=axis)
    return ndarray._over(t)


def unique(ar, return_index=False, return_inverse=False, return_counts=False):
    if return_index:
        _not_supported("numpy.unique(return_index=True)")
    values, inverse, counts = torch.unique(_from(ar), return_inverse=True, return_counts=True)
    out = [ndarray._over(values)]
    if return_inverse:
        out.append(ndarray._over(inverse))
    if return_counts:
        out.append(ndarray._over(counts))
    return out[0] if len(out) == 1 else tuple(out)


def bincount(x, weights=None, minlength=0):
    return ndarray._over(torch.bincount(_from(x), None if weights is None else _from(weights, "float64"), minlength))


def nan_to_num(x, nan=0.0):
    return where(isnan(x), nan, x)


def nansum(a, axis=None):
    a = asarray(a)
    return where(isnan(a), 0, a).sum(axis)


def nanmean(a, axis=None):
    a = asarray(a)
    return nansum(a, axis) / (~isnan(a)).sum(axis)


def array2string(a, separator=" ", prefix="", suffix=""):
    return _array_text(_from(a), separator, prefix, suffix)


def array_repr(arr):
    return repr(arr)


def array_str(a):
    return str(a)


def set_printoptions(**kwargs):
    for name, value in kwargs.items():
        if value is None:
            continue
        _set_print_option(name, value)
        if name == "threshold":
            _threshold[0] = value


def shares_memory(a, b):
    return _is_shared(a._t, b._t)


may_share_memory = shares_memory
`;
export const linalgSource = `
import numpy as _np
import torch


class LinAlgError(ValueError):
    pass


def norm(x, ord=None, axis=None, keepdims=False):
    x = _np.asarray(x)
    if x.dtype.kind != "f":
        x = x.astype(float)
    if ord is not None and not (isinstance(ord, (int, float)) and (x.ndim == 1 or isinstance(axis, int))) and ord != "fro":
        _not_supported("numpy.linalg.norm of matrices with ord=" + repr(ord))
    if ord is None or ord == 2 or ord == "fro":
        return _np.sqrt((x * x).sum(axis=axis, keepdims=keepdims))
    if ord == _np.inf:
        return abs(x).max(axis=axis, keepdims=keepdims)
    if ord == -_np.inf:
        return abs(x).min(axis=axis, keepdims=keepdims)
    if ord == 1:
        return abs(x).sum(axis=axis, keepdims=keepdims)
    if ord == 0:
        return (x != 0).astype(x.dtype).sum(axis=axis, keepdims=keepdims)
    return (abs(x) ** ord).sum(axis=axis, keepdims=keepdims) ** (1 / ord)


def _floats(a):
    a = _np.asarray(a)
    return (a if a.dtype.kind == "f" else a.astype(float))._t


def inv(a):
    return _np._wrap(torch.linalg.inv(_floats(a)))


def det(a):
    return _np._wrap(torch.linalg.det(_floats(a)))


def solve(a, b):
    return _np._wrap(torch.linalg.solve(_floats(a), _floats(b)))


def matrix_power(a, n):
    return _np._wrap(torch.linalg.matrix_power(_floats(a), n))


def cholesky(a):
    return _np._wrap(torch.linalg.cholesky(_floats(a)))


def pinv(a):
    return _np._wrap(torch.linalg.pinv(_floats(a)))
`;
export const randomSource = `
import numpy as _np
import torch


def _size(size):
    if size is None:
        return None, 1
    sizes = [int(size)] if hasattr(size, "__index__") else [int(n) for n in size]
    n = 1
    for s in sizes:
        n *= s
    return sizes, n


def _shaped(t, sizes):
    if sizes is None:
        return t[0].item()
    return _np.ndarray._over(t.reshape(sizes))


def _common(args, size):
    """For parameters that may be arrays: the size of the result."""
    arrays = [a for a in args if isinstance(a, (_np.ndarray, list, tuple))]
    if size is None and arrays:
        return tuple(_np._broadcast([_np._from(a) for a in arrays]))
    return size


class RandomState:
    def __init__(self, seed=None):
        self.seed(seed)

    def seed(self, seed=None):
        if seed is None:
            _not_supported("numpy.random without a seed")
        if not hasattr(seed, "__index__"):
            _not_supported("numpy.random.seed of " + type(seed).__name__)
        if not 0 <= seed <= 2 ** 32 - 1:
            raise ValueError("Seed must be between 0 and 2**32 - 1")
        self._stream = _stream(int(seed))

    def _doubles(self, n):
        if self._stream is None:
            _not_supported("numpy.random without a seed")
        return _doubles(self._stream, n)

    def _gausses(self, n):
        if self._stream is None:
            _not_supported("numpy.random without a seed")
        return _gausses(self._stream, n)

    def random_sample(self, size=None):
        sizes, n = _size(size)
        return _shaped(self._doubles(n), sizes)

    random = ranf = sample = random_sample

    def rand(self, *sizes):
        return self.random_sample(sizes if sizes else None)

    def standard_normal(self, size=None):
        sizes, n = _size(size)
        return _shaped(self._gausses(n), sizes)

    def randn(self, *sizes):
        return self.standard_normal(sizes if sizes else None)

    def _scaled(self, draw, size, args, combine):
        size = _common(args, size)
        if size is None:
            return combine(draw(None), *[float(a) for a in args])
        return combine(draw(size), *[a if isinstance(a, (int, float)) else _np.asarray(a) for a in args])

    def normal(self, loc=0.0, scale=1.0, size=None):
        if isinstance(scale, (int, float)) and scale < 0:
            raise ValueError("scale < 0")
        return self._scaled(self.standard_normal, size, (loc, scale), lambda x, m, s: m + s * x)

    def uniform(self, low=0.0, high=1.0, size=None):
        return self._scaled(self.random_sample, size, (low, high), lambda x, a, b: a + (b - a) * x)

    def exponential(self, scale=1.0, size=None):
        return self._scaled(self.random_sample, size, (scale,), lambda x, s: s * (-float(_np.log(1.0 - x)) if isinstance(x, float) else -_np.log(1.0 - x)))

    def randint(self, low, high=None, size=None, dtype=int):
        if high is None:
            low, high = 0, low
        if isinstance(low, (_np.ndarray, list)) or isinstance(high, (_np.ndarray, list)):
            _not_supported("numpy.random.randint with arrays of bounds")
        low, high = int(low), int(high)
        if low >= high:
            raise ValueError("low >= high")
        name = _np._dtype_name(dtype)
        if name not in ("int64", "int32"):
            _not_supported("numpy.random.randint(dtype='" + name + "')")
        if self._stream is None:
            _not_supported("numpy.random without a seed")
        sizes, n = _size(size)
        values = _integers(self._stream, n, low, high - 1 - low)
        if sizes is None:
            return values[0].item() if dtype is int else _np._make(name, values[0].item())
        return _np.ndarray._over(values.reshape(sizes).to(_np._torch[name]))

    def random_integers(self, low, high=None, size=None):
        _not_supported("numpy.random.random_integers")

    def _order(self, n):
        if self._stream is None:
            _not_supported("numpy.random without a seed")
        return _shuffled(self._stream, n)

    def permutation(self, x):
        if hasattr(x, "__index__"):
            return _np.ndarray._over(self._order(int(x)))
        x = _np.asarray(x)
        return _np.ndarray._over(x._t[self._order(len(x))])

    def shuffle(self, x):
        order = self._order(len(x))
        if isinstance(x, _np.ndarray):
            _put(x._t, x._t[order].clone())
        else:
            x[:] = [x[i] for i in order.tolist()]

    def choice(self, a, size=None, replace=True, p=None):
        values = None if hasattr(a, "__index__") else _np.asarray(a)
        n = int(a) if values is None else len(values)
        if n == 0:
            raise ValueError("a must be a positive integer unless no samples are taken")
        sizes, count = _size(size)
        if p is not None:
            if not replace:
                _not_supported("numpy.random.choice(replace=False, p=…)")
            weights = _np.asarray(p, dtype=float)
            if len(weights) != n:
                raise ValueError("'a' and 'p' must have same size")
            if abs(weights.sum() - 1.0) > 1.5e-8:
                raise ValueError("probabilities do not sum to 1. See Notes section of docstring for more information.")
            cdf = weights.cumsum()
            cdf = cdf / cdf[-1]
            chosen = torch.searchsorted(cdf._t, self._doubles(count), right=True)
        elif replace:
            chosen = _integers(self._stream, count, 0, n - 1) if self._stream is not None else self._order(n)
        else:
            if count > n:
                raise ValueError("Cannot take a larger sample than population when 'replace=False'")
            chosen = self._order(n)[:count]
        if sizes is None:
            return chosen[0].item() if values is None else values[chosen[0].item()]
        chosen = chosen.reshape(sizes)
        return _np.ndarray._over(chosen if values is None else values._t[chosen])

    def binomial(self, n, p, size=None):
        _not_supported("numpy.random.binomial")


_global = object.__new__(RandomState)
_global._stream = None

for _name in ("seed random_sample random ranf sample rand standard_normal randn normal uniform exponential randint permutation "
              "shuffle choice").split():
    globals()[_name] = getattr(_global, _name)
`;

/** Pooling, padding, interpolation and normalisation of `torch.nn.functional`, as far as they are Python. */
export const spatialFunctions = String.raw`
def _max_pool(rank):
    pool = getattr(_nn, f"max_pool{rank}d")

    def max_pool(input, kernel_size, stride=None, padding=0, dilation=1, ceil_mode=False, return_indices=False):
        values, indices = pool(input, kernel_size, stride, padding, dilation, ceil_mode)
        if return_indices:
            return values, indices
        return values

    max_pool.__name__ = f"max_pool{rank}d"
    return max_pool


max_pool1d = _max_pool(1)
max_pool2d = _max_pool(2)
max_pool3d = _max_pool(3)


def _max_pool_with_indices(pool):
    def with_indices(input, kernel_size, stride=None, padding=0, dilation=1, ceil_mode=False, return_indices=False):
        return pool(input, kernel_size, stride, padding, dilation, ceil_mode, True)

    return with_indices


max_pool1d_with_indices = _max_pool_with_indices(max_pool1d)
max_pool2d_with_indices = _max_pool_with_indices(max_pool2d)
max_pool3d_with_indices = _max_pool_with_indices(max_pool3d)


def _sizes(output_size, input, rank):
    if isinstance(output_size, int):
        return [output_size] * rank
    sizes = list(output_size)
    if len(sizes) == 1 and rank == 1:
        return sizes
    if len(sizes) != rank:
        raise RuntimeError(f"adaptive pooling: output_size must have {rank} elements")
    return [n if n is not None else input.size(d - rank) for d, n in enumerate(sizes)]


def adaptive_avg_pool2d(input, output_size):
    return _nn.adaptive_avg_pool(input, 2, _sizes(output_size, input, 2))


def adaptive_avg_pool3d(input, output_size):
    return _nn.adaptive_avg_pool(input, 3, _sizes(output_size, input, 3))


def adaptive_max_pool1d(input, output_size, return_indices=False):
    out = _nn.adaptive_max_pool(input, 1, _sizes(output_size, input, 1))
    return out if return_indices else out[0]


def adaptive_max_pool2d(input, output_size, return_indices=False):
    out = _nn.adaptive_max_pool(input, 2, _sizes(output_size, input, 2))
    return out if return_indices else out[0]


def adaptive_max_pool3d(input, output_size, return_indices=False):
    out = _nn.adaptive_max_pool(input, 3, _sizes(output_size, input, 3))
    return out if return_indices else out[0]


def _lp_pool(input, norm_type, average, count):
    return (torch.sign(average) * relu(torch.abs(average))).mul(count).pow(1.0 / norm_type)


def lp_pool1d(input, norm_type, kernel_size, stride=None, ceil_mode=False):
    average = avg_pool1d(input.pow(norm_type), kernel_size, stride, 0, ceil_mode)
    return _lp_pool(input, norm_type, average, kernel_size)


def _count(kernel_size, rank):
    if isinstance(kernel_size, int):
        return kernel_size**rank
    total = 1
    for n in kernel_size:
        total *= n
    return total


def lp_pool2d(input, norm_type, kernel_size, stride=None, ceil_mode=False):
    average = avg_pool2d(input.pow(norm_type), kernel_size, stride, 0, ceil_mode)
    return _lp_pool(input, norm_type, average, _count(kernel_size, 2))


def lp_pool3d(input, norm_type, kernel_size, stride=None, ceil_mode=False):
    average = avg_pool3d(input.pow(norm_type), kernel_size, stride, 0, ceil_mode)
    return _lp_pool(input, norm_type, average, _count(kernel_size, 3))


def pad(input, pad, mode="constant", value=None):
    pad = list(pad)
    if len(pad) % 2 != 0:
        raise RuntimeError("Padding length must be divisible by 2")
    if mode == "constant":
        return _nn.constant_pad(input, pad, 0.0 if value is None else value)
    if value is not None and value != 0:
        raise ValueError(f'Padding mode "{mode}" doesn\'t take in value argument')
    if len(pad) not in (2, 4, 6) or input.dim() not in (len(pad) // 2 + 1, len(pad) // 2 + 2):
        raise NotImplementedError(
            "Only 2D, 3D, 4D, 5D padding with non-constant padding are supported for now"
        )
    if mode in ("reflect", "replicate"):
        return _nn.edge_pad(input, pad, mode)
    if mode == "circular":
        return _circular(input, pad)
    raise NotImplementedError(f"Unrecognised padding mode {mode}")


def _circular(input, pad):
    rank = len(pad) // 2
    shape = list(input.shape)
    for i in range(rank):
        d = input.dim() - 1 - i
        shape[d] += pad[2 * i] + pad[2 * i + 1]
    out = torch.empty(shape, dtype=input.dtype)
    inner = out
    source = input
    for i in range(rank):
        d = input.dim() - 1 - i
        before, after = pad[2 * i], pad[2 * i + 1]
        if before > input.size(d) or after > input.size(d):
            raise RuntimeError("Padding value causes wrapping around more than once.")
        inner = inner.narrow(d, max(before, 0), shape[d] - max(before, 0) - max(after, 0))
        source = source.narrow(d, max(-before, 0), source.size(d) - max(-before, 0) - max(-after, 0))
    inner.copy_(source)
    for i in range(rank - 1, -1, -1):
        d = input.dim() - 1 - i
        before, after = pad[2 * i], pad[2 * i + 1]
        n = shape[d]
        if before > 0:
            out.narrow(d, 0, before).copy_(out.narrow(d, n - before - max(after, 0), before))
        if after > 0:
            out.narrow(d, n - after, after).copy_(out.narrow(d, max(before, 0), after))
    return out


def interpolate(
    input,
    size=None,
    scale_factor=None,
    mode="nearest",
    align_corners=None,
    recompute_scale_factor=None,
    antialias=False,
):
    if mode in ("nearest", "area", "nearest-exact"):
        if align_corners is not None:
            raise ValueError(
                "align_corners option can only be set with the interpolating modes: linear | bilinear | bicubic | trilinear"
            )
    elif align_corners is None:
        align_corners = False
    rank = input.dim() - 2
    if size is not None and scale_factor is not None:
        raise ValueError("only one of size or scale_factor should be defined")
    scales = None
    if size is not None:
        if isinstance(size, (list, tuple)):
            if len(size) != rank:
                raise ValueError(
                    "Input and output must have the same number of spatial dimensions, but got "
                    f"input with spatial dimensions of {list(input.shape[2:])} and output size of {size}. "
                    "Please provide input tensor in (N, C, d1, d2, ...,dK) format and "
                    "output size in (o1, o2, ...,oK) format."
                )
            sizes = list(size)
        else:
            sizes = [size for _ in range(rank)]
    elif scale_factor is not None:
        if isinstance(scale_factor, (list, tuple)):
            if len(scale_factor) != rank:
                raise ValueError(
                    "Input and scale_factor must have the same number of spatial dimensions, but "
                    f"got input with spatial dimensions of {list(input.shape[2:])} and "
                    f"scale_factor of shape {scale_factor}. "
                    "Please provide input tensor in (N, C, d1, d2, ...,dK) format and "
                    "scale_factor in (s1, s2, ...,sK) format."
                )
            scales = [float(s) for s in scale_factor]
        else:
            scales = [float(scale_factor) for _ in range(rank)]
        sizes = [math.floor(input.size(i + 2) * scales[i]) for i in range(rank)]
        if recompute_scale_factor:
            scales = None
    else:
        raise ValueError("either size or scale_factor should be defined")
    if recompute_scale_factor and size is not None:
        raise ValueError("recompute_scale_factor is not meaningful with an explicit size.")
    if antialias:
        if not (mode in ("bilinear", "bicubic") and input.ndim == 4):
            raise ValueError("Anti-alias option is restricted to bilinear and bicubic modes and requires a 4-D tensor as input")
        _not_supported("torch.nn.functional.interpolate(antialias=True)")
    if mode == "area":
        if rank == 1:
            return adaptive_avg_pool1d(input, sizes)
        return _nn.adaptive_avg_pool(input, rank, sizes)
    wanted = {"linear": 1, "bilinear": 2, "bicubic": 2, "trilinear": 3}
    if mode in ("nearest", "nearest-exact") and rank in (1, 2, 3):
        return _nn.upsample(input, mode, sizes, False, scales)
    if mode in wanted and wanted[mode] == rank:
        return _nn.upsample(input, mode, sizes, align_corners, scales)
    if mode in wanted and rank in (1, 2, 3):
        raise NotImplementedError(f"Got {input.dim()}D input, but {mode} mode needs {wanted[mode] + 2}D input")
    raise NotImplementedError(
        "Input Error: Only 3D, 4D and 5D input Tensors supported"
        f" (got {input.dim()}D) for the modes: nearest | linear | bilinear | bicubic | trilinear | area | nearest-exact"
        f" (got {mode})"
    )


def upsample(input, size=None, scale_factor=None, mode="nearest", align_corners=None):
    warnings.warn("\`nn.functional.upsample\` is deprecated. Use \`nn.functional.interpolate\` instead.", stacklevel=2)
    return interpolate(input, size, scale_factor, mode, align_corners)


def upsample_nearest(input, size=None, scale_factor=None):
    warnings.warn(
        "\`nn.functional.upsample_nearest\` is deprecated. Use \`nn.functional.interpolate\` instead.", stacklevel=2
    )
    return interpolate(input, size, scale_factor, mode="nearest")


def upsample_bilinear(input, size=None, scale_factor=None):
    warnings.warn(
        "\`nn.functional.upsample_bilinear\` is deprecated. Use \`nn.functional.interpolate\` instead.", stacklevel=2
    )
    return interpolate(input, size, scale_factor, mode="bilinear", align_corners=True)


def layer_norm(input, normalized_shape, weight=None, bias=None, eps=1e-5):
    return torch.layer_norm(input, list(normalized_shape), weight, bias, eps)


def rms_norm(input, normalized_shape, weight=None, eps=None):
    shape = list(normalized_shape)
    if list(input.shape[-len(shape):]) != shape:
        raise RuntimeError(
            f"Given normalized_shape={shape}, expected input with shape [*, {str(shape)[1:-1]}], but got input of size{list(input.shape)}"
        )
    if eps is None:
        eps = 2.220446049250313e-16 if input.dtype == torch.float64 else 1.1920928955078125e-07
    dims = [input.dim() - len(shape) + i for i in range(len(shape))]
    out = input * torch.rsqrt(_plus(input.pow(2).mean(dims, True), eps))
    return out if weight is None else out * weight


def _more_than_one(size):
    count = size[0]
    for n in size[2:]:
        count *= n
    if count == 1:
        raise ValueError(f"Expected more than 1 value per channel when training, got input size {size}")


def batch_norm(input, running_mean, running_var, weight=None, bias=None, training=False, momentum=0.1, eps=1e-5):
    if training:
        _more_than_one(input.size())
    return torch.batch_norm(input, weight, bias, running_mean, running_var, training, momentum, eps, True)


def group_norm(input, num_groups, weight=None, bias=None, eps=1e-5):
    if input.dim() < 2:
        raise RuntimeError(f"Expected at least 2 dimensions for input tensor but received {input.dim()}")
    count = input.size(0) * input.size(1) // num_groups
    for n in input.shape[2:]:
        count *= n
    if count == 1:
        size = [input.size(0) * input.size(1) // num_groups, num_groups] + list(input.shape[2:])
        raise ValueError(f"Expected more than 1 value per channel when training, got input size {size}")
    return torch.group_norm(input, num_groups, weight, bias, eps, True)


def instance_norm(
    input, running_mean=None, running_var=None, weight=None, bias=None, use_input_stats=True, momentum=0.1, eps=1e-5
):
    if use_input_stats:
        spatial = 1
        for n in input.shape[2:]:
            spatial *= n
        if spatial == 1:
            raise ValueError(f"Expected more than 1 spatial element when training, got input size {input.size()}")
    elif running_mean is None or running_var is None:
        raise RuntimeError("Expected running_mean and running_var to be defined when use_input_stats is false")
    b, c = input.size(0), input.size(1)
    folded = input.contiguous().view([1, b * c] + list(input.shape[2:]))
    repeated = [None if t is None else t.repeat(b) for t in (weight, bias, running_mean, running_var)]
    out = torch.batch_norm(folded, *repeated, use_input_stats, momentum, eps, True)
    with torch.no_grad():
        if use_input_stats and running_mean is not None:
            running_mean.copy_(repeated[2].view(b, c).mean(0))
        if use_input_stats and running_var is not None:
            running_var.copy_(repeated[3].view(b, c).mean(0))
    return out.view(input.shape)


def local_response_norm(input, size, alpha=1e-4, beta=0.75, k=1.0):
    dim = input.dim()
    if dim < 3:
        raise ValueError(f"Expected 3D or higher dimensionality input (got {dim} dimensions)")
    if input.numel() == 0:
        return input
    div = input.mul(input)
    before, after = size // 2, (size - 1) // 2
    if dim == 3:
        div = div.unsqueeze(1)
        div = avg_pool2d(pad(div, (0, 0, before, after)), (size, 1), stride=1).squeeze(1)
    else:
        sizes = input.size()
        div = div.view(sizes[0], 1, sizes[1], sizes[2], -1)
        div = avg_pool3d(pad(div, (0, 0, 0, 0, before, after)), (size, 1, 1), stride=1).squeeze(1)
        div = div.view(sizes)
    return input / div.mul(alpha).add(k).pow(beta)


def normalize(input, p=2.0, dim=1, eps=1e-12, out=None):
    norm = _nn.vector_norm(input, p, dim, True).clamp_min(eps).expand_as(input)
    return input / norm


def embedding(
    input, weight, padding_idx=None, max_norm=None, norm_type=2.0, scale_grad_by_freq=False, sparse=False
):
    if padding_idx is not None:
        if padding_idx > 0:
            if padding_idx >= weight.size(0):
                raise AssertionError("Padding_idx must be within num_embeddings")
        elif padding_idx < 0:
            if padding_idx < -weight.size(0):
                raise AssertionError("Padding_idx must be within num_embeddings")
            padding_idx = weight.size(0) + padding_idx
    else:
        padding_idx = -1
    if max_norm is not None:
        _not_supported("torch.nn.functional.embedding(max_norm=…)")
    return torch.embedding(weight, input, padding_idx, scale_grad_by_freq, sparse)


def cosine_similarity(x1, x2, dim=1, eps=1e-8):
    a, b = torch.broadcast_tensors(x1, x2)
    first = _nn.vector_norm(a, 2, dim, True).clone()
    second = _nn.vector_norm(b, 2, dim, True).clone()
    with torch.no_grad():
        first.clamp_min_(eps)
        second.clamp_min_(eps)
    return ((a / first) * (b / second)).sum(dim)


def pairwise_distance(x1, x2, p=2.0, eps=1e-6, keepdim=False):
    dim = max(x1.dim(), x2.dim()) - 1
    return _nn.norm_over_dims(_plus(x1 - x2, eps), p, [dim], keepdim)
`;

/** The text of `torch.signal.windows`: window functions are a few lines of tensor arithmetic, in Python there and here. */
export const windowsSource = `
import math

__all__ = ["bartlett", "blackman", "cosine", "exponential", "gaussian", "general_cosine", "general_hamming", "hamming",
           "hann", "kaiser", "nuttall"]


def _begin(name, M, dtype, layout):
    """Checks what all windows check, and gives the dtype."""
    dtype = torch.get_default_dtype() if dtype is None else dtype
    if M < 0:
        raise ValueError(f"{name} requires non-negative window length, got M={M}")
    if layout is not torch.strided:
        raise ValueError(f"{name} is implemented for strided tensors only, got: {layout}")
    if dtype not in [torch.float32, torch.float64]:
        raise ValueError(f"{name} expects float32 or float64 dtypes, got: {dtype}")
    return dtype


def _period(M, sym):
    """The distance over which the window runs: a periodic one is a symmetric one that is longer by a point."""
    return M - 1 if sym else M


def _constant(make, size, dtype, device, requires_grad):
    return make((size,), dtype=dtype, device=device, requires_grad=requires_grad)


def _points(start, end, M, dtype, device, requires_grad):
    return torch.linspace(start, end, M, dtype=dtype, device=device, requires_grad=requires_grad)


def exponential(M, *, center=None, tau=1.0, sym=True, dtype=None, layout=torch.strided, device=None, requires_grad=False):
    dtype = _begin("exponential", M, dtype, layout)
    if tau <= 0:
        raise ValueError(f"Tau must be positive, got: {tau} instead.")
    if sym and center is not None:
        raise ValueError("Center must be None for symmetric windows")
    if M == 0:
        return _constant(torch.empty, 0, dtype, device, requires_grad)
    if center is None:
        center = (M if not sym and M > 1 else M - 1) / 2.0
    scale = 1 / tau
    return torch.exp(-torch.abs(_points(-center * scale, (-center + M - 1) * scale, M, dtype, device, requires_grad)))


def cosine(M, *, sym=True, dtype=None, layout=torch.strided, device=None, requires_grad=False):
    dtype = _begin("cosine", M, dtype, layout)
    if M == 0:
        return _constant(torch.empty, 0, dtype, device, requires_grad)
    scale = torch.pi / (M + 1 if not sym and M > 1 else M)
    return torch.sin(_points(0.5 * scale, (0.5 + M - 1) * scale, M, dtype, device, requires_grad))


def gaussian(M, *, std=1.0, sym=True, dtype=None, layout=torch.strided, device=None, requires_grad=False):
    dtype = _begin("gaussian", M, dtype, layout)
    if std <= 0:
        raise ValueError(f"Standard deviation must be positive, got: {std} instead.")
    if M == 0:
        return _constant(torch.empty, 0, dtype, device, requires_grad)
    start = -(M if not sym and M > 1 else M - 1) / 2.0
    scale = 1 / (std * math.sqrt(2))
    return torch.exp(-(_points(start * scale, (start + M - 1) * scale, M, dtype, device, requires_grad) ** 2))


def kaiser(M, *, beta=12.0, sym=True, dtype=None, layout=torch.strided, device=None, requires_grad=False):
    dtype = _begin("kaiser", M, dtype, layout)
    if beta < 0:
        raise ValueError(f"beta must be non-negative, got: {beta} instead.")
    if M == 0:
        return _constant(torch.empty, 0, dtype, device, requires_grad)
    if M == 1:
        return _constant(torch.ones, 1, dtype, device, requires_grad)
    beta = torch.tensor(beta, dtype=dtype, device=device)
    step = 2.0 * beta / _period(M, sym)
    # Rounding may carry the last point past beta, where the root has no value.
    end = torch.minimum(beta, -beta + (M - 1) * step)
    x = _points(-beta, end, M, dtype, device, requires_grad)
    return torch.i0(torch.sqrt(beta * beta - torch.pow(x, 2))) / torch.i0(beta)


def bartlett(M, *, sym=True, dtype=None, layout=torch.strided, device=None, requires_grad=False):
    dtype = _begin("bartlett", M, dtype, layout)
    if M == 0:
        return _constant(torch.empty, 0, dtype, device, requires_grad)
    if M == 1:
        return _constant(torch.ones, 1, dtype, device, requires_grad)
    step = 2 / _period(M, sym)
    return 1 - torch.abs(_points(-1, -1 + (M - 1) * step, M, dtype, device, requires_grad))


def general_cosine(M, *, a, sym=True, dtype=None, layout=torch.strided, device=None, requires_grad=False):
    return _sum_of_cosines("general_cosine", M, a, sym, dtype, layout, device, requires_grad)


def _sum_of_cosines(name, M, a, sym, dtype, layout, device, requires_grad):
    dtype = _begin(name, M, dtype, layout)
    if M == 0:
        return _constant(torch.empty, 0, dtype, device, requires_grad)
    if M == 1:
        return _constant(torch.ones, 1, dtype, device, requires_grad)
    if not isinstance(a, (list, tuple)):
        raise TypeError("Coefficients must be a list/tuple")
    if not a:
        raise ValueError("Coefficients cannot be empty")
    step = 2 * torch.pi / _period(M, sym)
    x = _points(0, (M - 1) * step, M, dtype, device, requires_grad)
    weights = torch.tensor([(-1) ** i * w for i, w in enumerate(a)], device=device, dtype=dtype, requires_grad=requires_grad)
    order = torch.arange(weights.shape[0], dtype=dtype, device=device, requires_grad=requires_grad)
    return (weights.unsqueeze(-1) * torch.cos(order.unsqueeze(-1) * x)).sum(0)


def general_hamming(M, *, alpha=0.54, sym=True, dtype=None, layout=torch.strided, device=None, requires_grad=False):
    return general_cosine(M, a=[alpha, 1.0 - alpha], sym=sym, dtype=dtype, layout=layout, device=device,
                          requires_grad=requires_grad)


def hamming(M, *, sym=True, dtype=None, layout=torch.strided, device=None, requires_grad=False):
    return general_hamming(M, sym=sym, dtype=dtype, layout=layout, device=device, requires_grad=requires_grad)


def hann(M, *, sym=True, dtype=None, layout=torch.strided, device=None, requires_grad=False):
    return general_hamming(M, alpha=0.5, sym=sym, dtype=dtype, layout=layout, device=device, requires_grad=requires_grad)


def blackman(M, *, sym=True, dtype=None, layout=torch.strided, device=None, requires_grad=False):
    dtype = _begin("blackman", M, dtype, layout)
    return general_cosine(M, a=[0.42, 0.5, 0.08], sym=sym, dtype=dtype, layout=layout, device=device,
                          requires_grad=requires_grad)


def nuttall(M, *, sym=True, dtype=None, layout=torch.strided, device=None, requires_grad=False):
    return general_cosine(M, a=[0.3635819, 0.4891775, 0.1365995, 0.0106411], sym=sym, dtype=dtype, layout=layout,
                          device=device, requires_grad=requires_grad)
`;

/** Losses of `torch.nn.functional` that are Python in PyTorch too: checks, warnings, and compositions of operations. */
export const lossFunctions = String.raw`
import warnings


def _reduction(name):
    if name == "none":
        return 0
    if name == "mean":
        return 1
    if name == "sum":
        return 2
    if name == "elementwise_mean":
        warnings.warn("reduction='elementwise_mean' is deprecated. Please use reduction='mean' instead.")
        return 1
    raise ValueError(f"{name} is not a valid value for reduction")


def _legacy(size_average, reduce, reduction):
    if size_average is None and reduce is None:
        return reduction
    if size_average is None:
        size_average = True
    if reduce is None:
        reduce = True
    if size_average and reduce:
        kept = "mean"
    elif reduce:
        kept = "sum"
    else:
        kept = "none"
    warnings.warn(f"size_average and reduce args will be deprecated, please use reduction='{kept}' instead.")
    return kept


def _reduced(loss, reduction):
    if reduction == 1:
        return loss.mean()
    if reduction == 2:
        return loss.sum()
    return loss


def _warn_sizes(input, target):
    if target.size() != input.size():
        warnings.warn(
            f"Using a target size ({target.size()}) that is different to the input size ({input.size()}). "
            "This will likely lead to incorrect results due to broadcasting. "
            "Please ensure they have the same size.",
            stacklevel=2,
        )


def _weighted(loss, weight, reduction, name):
    if reduction == "none":
        return weight * loss
    if reduction == "sum":
        return torch.sum(weight * loss)
    if reduction == "mean":
        return torch.sum(weight * loss) / torch.sum(weight)
    raise ValueError(f"Invalid reduction mode: {reduction}. Expected one of 'none', 'mean', 'sum'.")


def mse_loss(input, target, size_average=None, reduce=None, reduction="mean", weight=None):
    _warn_sizes(input, target)
    reduction = _legacy(size_average, reduce, reduction)
    x, t = torch.broadcast_tensors(input, target)
    if weight is not None:
        if weight.size() != input.size():
            raise ValueError("Weights and input must have the same size.")
        return _weighted(torch.pow(x - t, 2), weight, reduction, "mse_loss")
    return _nn.mse_loss(x, t, _reduction(reduction))


def l1_loss(input, target, size_average=None, reduce=None, reduction="mean", weight=None):
    _warn_sizes(input, target)
    reduction = _legacy(size_average, reduce, reduction)
    x, t = torch.broadcast_tensors(input, target)
    if weight is not None:
        if weight.size() != input.size():
            raise ValueError("Weights and input must have the same size.")
        return _weighted(torch.abs(x - t), weight, reduction, "l1_loss")
    return _reduced((x - t).abs(), _reduction(reduction))


def smooth_l1_loss(input, target, size_average=None, reduce=None, reduction="mean", beta=1.0):
    _warn_sizes(input, target)
    reduction = _legacy(size_average, reduce, reduction)
    x, t = torch.broadcast_tensors(input, target)
    if beta == 0.0:
        return _reduced((x - t).abs(), _reduction(reduction))
    if beta < 0:
        raise RuntimeError("smooth_l1_loss does not support negative values for beta.")
    return _nn.smooth_l1_loss(x, t, _reduction(reduction), beta)


def huber_loss(input, target, reduction="mean", delta=1.0, weight=None):
    _warn_sizes(input, target)
    x, t = torch.broadcast_tensors(input, target)
    if weight is None:
        return _nn.huber_loss(x, t, _reduction(reduction), delta)
    if weight.size() != input.size():
        raise ValueError("Weights and input must have the same size.")
    return _weighted(_nn.huber_loss(x, t, 0, delta), weight, reduction, "huber_loss")


def nll_loss(input, target, weight=None, size_average=None, ignore_index=-100, reduce=None, reduction="mean"):
    return _nll(input, target, weight, _reduction(_legacy(size_average, reduce, reduction)), ignore_index)


def _nll(input, target, weight, reduction, ignore_index):
    dim = input.dim()
    if dim < 1:
        raise ValueError(f"Expected 1 or more dimensions (got {dim})")
    if dim > 1 and input.size(0) != target.size(0):
        raise ValueError(
            f"Expected input batch_size ({input.size(0)}) to match target batch_size ({target.size(0)})."
        )
    if dim <= 2:
        return _nn.nll_loss_rows(input, target, weight, reduction, ignore_index)
    if dim == 4:
        return _nn.nll_loss_planes(input, target, weight, reduction, ignore_index)
    n, c = input.size(0), input.size(1)
    if tuple(target.shape[1:]) != tuple(input.shape[2:]):
        wanted = (n,) + tuple(input.shape[2:])
        raise RuntimeError(f"Expected target size {list(wanted)}, got {list(target.shape)}")
    if input.numel() > 0:
        flat = input.contiguous().view(n, c, 1, -1)
        labels = target.contiguous().view(n, 1, -1)
    else:
        flat = input.contiguous().view(n, c, 0, 0)
        labels = target.contiguous().view(n, 0, 0)
    loss = _nn.nll_loss_planes(flat, labels, weight, reduction, ignore_index)
    if reduction == 0:
        return loss.view((n,) + tuple(input.shape[2:]))
    return loss


def cross_entropy(
    input, target, weight=None, size_average=None, ignore_index=-100, reduce=None, reduction="mean", label_smoothing=0.0
):
    mode = _reduction(_legacy(size_average, reduce, reduction))
    class_dim = 0 if input.dim() == 1 else 1
    if weight is not None and (weight.dim() != 1 or weight.numel() != input.size(class_dim)):
        if not (weight.dim() == 1 and weight.numel() == input.size(class_dim)):
            raise RuntimeError(
                f"cross_entropy: weight tensor should be defined either for all {input.size(class_dim)} classes or no classes but got weight tensor of shape: {list(weight.shape)}"
            )
    if input.shape == target.shape and input.dim() > 0 or target.is_floating_point():
        return _cross_entropy_of_probabilities(input, target, weight, mode, label_smoothing, ignore_index, class_dim)
    if label_smoothing > 0.0:
        return _cross_entropy_smoothed(input, target, weight, mode, label_smoothing, ignore_index, class_dim)
    if label_smoothing < 0.0:
        raise RuntimeError(f"label_smoothing must be between 0.0 and 1.0. Got: {label_smoothing}")
    return _nll_undecided(torch.log_softmax(input, class_dim), target, weight, mode, ignore_index)


def _nll_undecided(input, target, weight, mode, ignore_index):
    dim = input.dim()
    if dim > 1 and target.dim() > 0 and input.size(0) != target.size(0):
        raise ValueError(
            f"Expected input batch_size ({input.size(0)}) to match target batch_size ({target.size(0)})."
        )
    return _nll(input, target, weight, mode, ignore_index)


def _cross_entropy_of_probabilities(input, target, weight, mode, label_smoothing, ignore_index, class_dim):
    if input.shape != target.shape:
        raise RuntimeError(f"Expected target size {list(_labels_shape(input))}, got {list(target.shape)}" if not target.is_floating_point() else f"expected scalar type Long but found {_scalar_name(target)}")
    if not target.is_floating_point():
        raise RuntimeError(f"Expected floating point type for target with class probabilities, got {_scalar_name(target)}")
    if ignore_index >= 0:
        raise RuntimeError("ignore_index is not supported for floating point target")
    classes = input.size(class_dim)
    x = torch.log_softmax(input, class_dim)
    if label_smoothing > 0.0:
        if label_smoothing > 1.0:
            raise RuntimeError(f"label_smoothing must be between 0.0 and 1.0. Got: {label_smoothing}")
        target = target * (1 - label_smoothing) + label_smoothing / classes
    product = x * target
    if weight is not None:
        shape = [1] * input.dim()
        shape[class_dim] = classes
        product = product * weight.view(shape)
    if mode == 1:
        count = input.numel() // classes
        return _div_scalar(-product.sum(), count)
    if mode == 2:
        return -product.sum()
    return -product.sum(class_dim)


def _labels_shape(input):
    return (input.size(0),) + tuple(input.shape[2:]) if input.dim() > 1 else ()


def _scalar_name(t):
    names = {torch.float32: "Float", torch.float64: "Double", torch.int64: "Long", torch.int32: "Int", torch.bool: "Bool", torch.float16: "Half", torch.bfloat16: "BFloat16", torch.uint8: "Byte", torch.int16: "Short", torch.int8: "Char"}
    return names.get(t.dtype, str(t.dtype))


def _cross_entropy_smoothed(input, target, weight, mode, label_smoothing, ignore_index, class_dim):
    if label_smoothing > 1.0:
        raise RuntimeError(f"label_smoothing must be between 0.0 and 1.0. Got: {label_smoothing}")
    classes = input.size(class_dim)
    x = torch.log_softmax(input, class_dim)
    nll = _nll_undecided(x, target, weight, mode, ignore_index)
    if weight is not None:
        shape = [1] * x.dim()
        shape[class_dim] = weight.size(0)
        smooth = -(x * weight.view(shape)).sum(class_dim)
    else:
        smooth = -x.sum(class_dim)
    ignored = target == ignore_index
    smooth = smooth.masked_fill(ignored, 0.0)
    if mode == 1:
        if weight is not None:
            kept = target.masked_select(~ignored) if ignored.any() else target.flatten()
            smooth = smooth.sum() / weight.gather(0, kept.flatten()).sum()
        else:
            smooth = smooth.sum() / (~ignored).sum()
    elif mode == 2:
        smooth = smooth.sum()
    return _times(nll, 1 - label_smoothing) + _times(smooth, label_smoothing / classes)


def binary_cross_entropy(input, target, weight=None, size_average=None, reduce=None, reduction="mean"):
    mode = _reduction(_legacy(size_average, reduce, reduction))
    if target.size() != input.size():
        raise ValueError(
            f"Using a target size ({target.size()}) that is different to the input size ({input.size()}) is deprecated. "
            "Please ensure they have the same size."
        )
    if weight is not None:
        weight = weight.expand(_infer_size(weight.size(), target.size()))
    return _nn.binary_cross_entropy(input, target, weight, mode)


def _infer_size(a, b):
    return torch.broadcast_shapes(tuple(a), tuple(b))


def binary_cross_entropy_with_logits(
    input, target, weight=None, size_average=None, reduce=None, reduction="mean", pos_weight=None
):
    mode = _reduction(_legacy(size_average, reduce, reduction))
    if target.size() != input.size():
        raise ValueError(f"Target size ({target.size()}) must be the same as input size ({input.size()})")
    return _nn.binary_cross_entropy_with_logits(input, target, weight, pos_weight, mode)


def kl_div(input, target, size_average=None, reduce=None, reduction="mean", log_target=False):
    reduction = _legacy(size_average, reduce, reduction)
    if reduction == "mean":
        warnings.warn(
            "reduction: 'mean' divides the total loss by both the batch size and the support size."
            "'batchmean' divides only by the batch size, and aligns with the KL div math definition."
            "'mean' will be changed to behave the same as 'batchmean' in the next major release.",
            stacklevel=2,
        )
    mode = 2 if reduction == "batchmean" else _reduction(reduction)
    if log_target:
        loss = target.exp() * (target - input)
    else:
        loss = torch.xlogy(target, target) - target * input
    loss = _reduced(loss, mode)
    if reduction == "batchmean" and input.dim() != 0:
        loss = loss / input.size()[0]
    return loss


def hinge_embedding_loss(input, target, margin=1.0, size_average=None, reduce=None, reduction="mean"):
    mode = _reduction(_legacy(size_average, reduce, reduction))
    zero = torch.zeros_like(input)
    apart = torch.where(target != 1, (margin - input).clamp_min(0), zero)
    together = torch.where(target != -1, input, zero)
    return _reduced(apart + together, mode)


def cosine_embedding_loss(input1, input2, target, margin=0, size_average=None, reduce=None, reduction="mean"):
    mode = _reduction(_legacy(size_average, reduce, reduction))
    if target.dim() not in (0, 1):
        raise RuntimeError("0D or 1D target tensor expected, multi-target not supported")
    if target.dim() == 1:
        if input1.dim() != 2:
            raise RuntimeError(f"1D target tensor expects 2D input tensors, but found inputs with sizes {list(input1.shape)} and {list(input2.shape)}.")
    elif input1.dim() != 1:
        raise RuntimeError(f"0D target tensor expects 1D input tensors, but found inputs with sizes {list(input1.shape)} and {list(input2.shape)}.")
    dim = target.dim()
    products = (input1 * input2).sum(dim)
    first = _plus((input1 * input1).sum(dim), 1e-12)
    second = _plus((input2 * input2).sum(dim), 1e-12)
    cosine = products / (first * second).sqrt()
    zero = torch.zeros_like(cosine)
    together = torch.where(target == 1, 1 - cosine, zero)
    apart = torch.where(target == -1, _minus(cosine, margin).clamp_min(0), zero)
    return _reduced(together + apart, mode)


def margin_ranking_loss(input1, input2, target, margin=0, size_average=None, reduce=None, reduction="mean"):
    mode = _reduction(_legacy(size_average, reduce, reduction))
    if input1.dim() != input2.dim() or input1.dim() != target.dim():
        raise RuntimeError(
            f"margin_ranking_loss : All input tensors should have same dimension but got sizes: input1: {input1.size()}, input2: {input2.size()}, target: {target.size()} "
        )
    return _reduced(_plus(-target * (input1 - input2), margin).clamp_min(0), mode)


def triplet_margin_loss(
    anchor, positive, negative, margin=1.0, p=2, eps=1e-6, swap=False, size_average=None, reduce=None, reduction="mean"
):
    mode = _reduction(_legacy(size_average, reduce, reduction))
    if margin <= 0:
        raise ValueError(f"margin must be greater than 0, got {margin}")
    if not (anchor.dim() == positive.dim() and positive.dim() == negative.dim()):
        raise RuntimeError(
            f"The anchor, positive, and negative tensors are expected to have the same number of dimensions, but got: anchor {anchor.dim()}D, positive {positive.dim()}D, and negative {negative.dim()}D inputs"
        )
    near = pairwise_distance(anchor, positive, p, eps)
    far = pairwise_distance(anchor, negative, p, eps)
    if swap:
        far = torch.minimum(far, pairwise_distance(positive, negative, p, eps))
    return _reduced((_plus(near, margin) - far).clamp_min(0), mode)


def triplet_margin_with_distance_loss(
    anchor, positive, negative, *, distance_function=None, margin=1.0, swap=False, reduction="mean"
):
    if reduction not in ("mean", "sum", "none"):
        raise ValueError(f"{reduction} is not a valid value for reduction")
    if margin <= 0:
        raise ValueError(f"margin must be greater than 0, got {margin}")
    if distance_function is None:
        distance_function = pairwise_distance
    if not (anchor.ndim == positive.ndim and positive.ndim == negative.ndim):
        raise RuntimeError(
            f"The anchor, positive, and negative tensors are expected to have the same number of dimensions, but got: anchor {anchor.ndim}D, positive {positive.ndim}D, and negative {negative.ndim}D inputs"
        )
    near = distance_function(anchor, positive)
    far = distance_function(anchor, negative)
    if swap:
        far = torch.minimum(far, distance_function(positive, negative))
    return _reduced(torch.clamp_min(margin + near - far, 0), _reduction(reduction))


def poisson_nll_loss(
    input, target, log_input=True, full=False, size_average=None, eps=1e-8, reduce=None, reduction="mean"
):
    reduction = _legacy(size_average, reduce, reduction)
    if reduction not in ("none", "mean", "sum"):
        raise ValueError(f"{reduction} is not a valid value for reduction")
    if log_input:
        loss = input.exp() - target * input
    else:
        loss = input - target * _plus(input, eps).log()
    if full:
        stirling = target * target.log() - target + 0.5 * (2 * math.pi * target).log()
        loss = loss + stirling.masked_fill(target <= 1, 0)
    return _reduced(loss, _reduction(reduction))


def gaussian_nll_loss(input, target, var, full=False, eps=1e-6, reduction="mean"):
    if isinstance(var, float):
        if var < 0:
            raise ValueError("var has negative entry/entries")
        var = var * torch.ones_like(input)
    elif torch.any(var < 0):
        raise ValueError("var has negative entry/entries")
    if var.size() != input.size():
        if input.size()[:-1] == var.size():
            var = torch.unsqueeze(var, -1)
        elif input.size()[:-1] == var.size()[:-1] and var.size(-1) == 1:
            pass
        else:
            raise ValueError("var is of incorrect size")
    if reduction not in ("none", "mean", "sum"):
        raise ValueError(reduction + " is not valid")
    var = var.clone()
    with torch.no_grad():
        var.clamp_(min=eps)
    loss = 0.5 * (torch.log(var) + (input - target) ** 2 / var)
    if full:
        loss = loss + 0.5 * math.log(2 * math.pi)
    return _reduced(loss, _reduction(reduction))


def soft_margin_loss(input, target, size_average=None, reduce=None, reduction="mean"):
    return _nn.soft_margin_loss(input, target, _reduction(_legacy(size_average, reduce, reduction)))


def multi_margin_loss(
    input, target, p=1, margin=1.0, weight=None, size_average=None, reduce=None, reduction="mean"
):
    mode = _reduction(_legacy(size_average, reduce, reduction))
    if p not in (1, 2):
        raise ValueError("only p == 1 and p == 2 supported")
    if weight is not None and weight.dim() != 1:
        raise ValueError("weight must be one-dimensional")
    return _nn.multi_margin_loss(input, target, p, margin, weight, mode)


def multilabel_margin_loss(input, target, size_average=None, reduce=None, reduction="mean"):
    return _nn.multilabel_margin_loss(input, target, _reduction(_legacy(size_average, reduce, reduction)))


def multilabel_soft_margin_loss(
    input, target, weight=None, size_average=None, reduce=None, reduction="mean"
):
    reduction = _legacy(size_average, reduce, reduction)
    loss = -(target * logsigmoid(input) + (1 - target) * logsigmoid(-input))
    if weight is not None:
        loss = loss * weight
    loss = loss.sum(dim=input.dim() - 1) / input.size(input.dim() - 1)
    if reduction not in ("none", "mean", "sum"):
        raise ValueError(f"{reduction} is not valid")
    return _reduced(loss, _reduction(reduction))
`;

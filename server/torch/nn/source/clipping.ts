/** `torch.nn.utils`: gradient clipping, parameters as one vector, sequences of different lengths. */
export const clipGradSource = `
import warnings


def _get_total_norm(tensors, norm_type=2.0, error_if_nonfinite=False, foreach=None):
    with torch.no_grad():
        tensors = [tensors] if isinstance(tensors, torch.Tensor) else list(tensors)
        norm_type = float(norm_type)
        if len(tensors) == 0:
            return torch.tensor(0.0)
        norms = torch.stack([torch.linalg.vector_norm(t, norm_type) for t in tensors])
        total = torch.linalg.vector_norm(norms, norm_type)
        if error_if_nonfinite and not total.isfinite():
            raise RuntimeError(
                f"The total norm of order {norm_type} for gradients from "
                "\`parameters\` is non-finite, so it cannot be clipped. To disable "
                "this error and scale the gradients by the non-finite norm anyway, "
                "set \`error_if_nonfinite=False\`"
            )
        return total


def _clip_grads_with_norm_(parameters, max_norm, total_norm, foreach=None):
    with torch.no_grad():
        if isinstance(parameters, torch.Tensor):
            parameters = [parameters]
        grads = [p.grad for p in parameters if p.grad is not None]
        max_norm = float(max_norm)
        if not grads:
            return
        factor = torch.clamp(max_norm / (total_norm + 1e-6), max=1.0)
        for grad in grads:
            grad.mul_(factor)


def clip_grad_norm_(parameters, max_norm, norm_type=2.0, error_if_nonfinite=False, foreach=None):
    if isinstance(parameters, torch.Tensor):
        parameters = [parameters]
    else:
        is_generator = isinstance(parameters, type(_ for _ in ()))
        parameters = list(parameters)
        if is_generator and not parameters:
            warnings.warn("\`parameters\` is an empty generator, no gradient clipping will occur.", stacklevel=2)
    grads = [p.grad for p in parameters if p.grad is not None]
    total = _get_total_norm(grads, norm_type, error_if_nonfinite, foreach)
    _clip_grads_with_norm_(parameters, max_norm, total, foreach)
    return total


def clip_grad_value_(parameters, clip_value, foreach=None):
    with torch.no_grad():
        if isinstance(parameters, torch.Tensor):
            parameters = [parameters]
        clip_value = float(clip_value)
        for grad in [p.grad for p in parameters if p.grad is not None]:
            grad.clamp_(min=-clip_value, max=clip_value)
`;

export const convertParametersSource = `
def parameters_to_vector(parameters):
    parts = []
    for parameter in parameters:
        parameter.device
        parts.append(parameter.view(-1))
    return torch.cat(parts)


def vector_to_parameters(vec, parameters):
    if not isinstance(vec, torch.Tensor):
        if type(vec) not in (int, float, str, list, tuple, dict):
            _not_supported("torch.nn.utils.vector_to_parameters of something other than a tensor")
        raise TypeError(f"expected torch.Tensor, but got: {type(vec).__name__}")
    start = 0
    for parameter in parameters:
        parameter.device
        end = start + parameter.numel()
        parameter.data = vec[start:end].view_as(parameter).data
        start = end
`;

export const sequencesSource = `
def pad_sequence(sequences, batch_first=False, padding_value=0.0, padding_side="right"):
    try:
        iter(sequences)
    except TypeError:
        raise RuntimeError(
            f"pad_sequence: Expected iterable for input sequences, but got arg of type: {type(sequences)}"
        ) from None
    sequences = tuple(sequences)
    for i, sequence in enumerate(sequences):
        if not isinstance(sequence, torch.Tensor):
            raise TypeError(f"expected Tensor as element {i} in argument 0, but got {type(sequence).__name__}")
        if sequence.dim() == 0:
            _not_supported("torch.nn.utils.rnn.pad_sequence of a tensor without dimensions")
    if not sequences:
        raise RuntimeError("received an empty list of sequences")
    if padding_side not in ("left", "right"):
        raise RuntimeError(f"Expected padding_side to be one of left or right, but got {padding_side}.")
    first = sequences[0]
    longest = max(sequence.size(0) for sequence in sequences)
    sizes = (len(sequences), longest) if batch_first else (longest, len(sequences))
    out = torch.full(sizes + tuple(first.shape[1:]), padding_value, dtype=first.dtype)
    for i, sequence in enumerate(sequences):
        length = sequence.size(0)
        row = out.select(0 if batch_first else 1, i)
        row.narrow(0, longest - length if padding_side == "left" else 0, length).copy_(sequence)
    return out
`;

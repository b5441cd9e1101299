"""Records PyTorch's own operator database (op_db): calls, results, names of nodes, gradients, exceptions.

    record_ops.py [--only NAME…]

Writes goldens/ops/<family>.json, one operator per line:

    {"call": "torch.linalg.det", "samples": [SAMPLE…], "method": "det", "inplace": [SAMPLE…], "aliases": [CALL…],
     "errors": [SAMPLE…]}
    SAMPLE: {"args": […], "kwargs": {…}, "out": RESULT, "fn": [name of the node per output tensor],
             "grad": [gradient per float input that requires grad, or null]}
        or  {"args", "kwargs", "raises": [type, text]};  "loose": true where values are not defined (empty tensors).

`call` is the public Python form: a dotted name, `Tensor.name` (a method), or `.name` (a property). Every call is made
after `torch.manual_seed(0)`. An in-place form is called on a clone of the recorded tensor. Gradients are for the
cotangent whose entry i of output k is ((7 i + 3 k) mod 11 - 5) / 4, its imaginary part ((5 i + 2 k) mod 7 - 3) / 4.
Needs torch 2.13.0, numpy, expecttest.
"""

import json
import math
import pathlib
import re
import signal
import sys
import warnings
import zlib

import torch
from torch.testing._internal.common_methods_invocations import op_db
from torch.testing._internal.opinfo.core import SampleInput

warnings.simplefilter("ignore")
torch.set_num_threads(1)
FOLDER = pathlib.Path(__file__).parent / "goldens" / "ops"
SAMPLES = 8
SMALL = 150
LARGEST = 1200


class NotPublic(Exception):
    """The sample has no form that a snippet could be written in."""


# ------------------------------------------------------------------ encoding


def number(x):
    if isinstance(x, float):
        if math.isnan(x) or math.isinf(x):
            return str(x)
        short = float(f"{x:.9g}")
        return int(short) if short == int(short) and abs(short) < 1e15 and not (short == 0 and math.copysign(1, short) < 0) else short
    return int(x)


def flat(t):
    t = t.detach().resolve_conj().resolve_neg()
    if t.is_complex():
        t = torch.view_as_real(t)
    if t.dtype in (torch.float16, torch.bfloat16, torch.float32):
        t = t.double()
    return [number(x) for x in t.reshape(-1).tolist()]


def encode_tensor(t):
    if t.device.type != "cpu" or t.layout != torch.strided or t.is_quantized:
        raise NotPublic
    out = {"d": str(t.dtype)[6:], "s": list(t.shape)}
    if t.is_contiguous() or t.is_complex() or t.numel() == 0:
        out["t"] = flat(t)
    else:
        storage = torch.empty(0, dtype=t.dtype).set_(t.detach().untyped_storage())
        out["st"], out["o"], out["t"] = list(t.stride()), t.storage_offset(), flat(storage)
        if len(out["t"]) > LARGEST:
            raise NotPublic
    if t.requires_grad:
        out["g"] = 1
    return out


def encode(v):
    if isinstance(v, torch.Tensor):
        return encode_tensor(v)
    if v is None or isinstance(v, (bool, str)):
        return v
    if isinstance(v, int):
        return v
    if isinstance(v, float):
        return {"f": v if math.isfinite(v) else str(v)}
    if isinstance(v, complex):
        return {"c": [v.real, v.imag]}
    if isinstance(v, torch.Size):
        return {"size": list(v)}
    if isinstance(v, tuple):
        return {"u": [encode(x) for x in v]}
    if isinstance(v, list):
        return {"l": [encode(x) for x in v]}
    if isinstance(v, slice):
        return {"slice": [encode(v.start), encode(v.stop), encode(v.step)]}
    if v is Ellipsis:
        return {"ellipsis": 1}
    if isinstance(v, (torch.dtype, torch.memory_format, torch.layout)):
        return {"torch": str(v)[6:]}
    if isinstance(v, torch.device):
        return str(v)
    raise NotPublic


def tensors(v):
    if isinstance(v, torch.Tensor):
        yield v
    elif isinstance(v, (list, tuple)):
        for x in v:
            yield from tensors(x)
    elif isinstance(v, dict):
        for x in v.values():
            yield from tensors(x)


def fresh(v):
    """The same value with leaves of its own."""
    if isinstance(v, torch.Tensor):
        if v.device.type != "cpu" or v.layout != torch.strided or v.is_quantized:
            raise NotPublic
        t = v.detach()
        storage = torch.empty(0, dtype=t.dtype).set_(t.untyped_storage()).clone()
        copy = t.clone(memory_format=torch.contiguous_format) if t.is_contiguous() or t.is_complex() else storage.as_strided(t.shape, t.stride(), t.storage_offset()).detach()
        return copy.requires_grad_(v.requires_grad)
    if isinstance(v, torch.Size):
        return v
    if isinstance(v, tuple):
        return tuple(fresh(x) for x in v)
    if isinstance(v, list):
        return [fresh(x) for x in v]
    if isinstance(v, dict):
        return {k: fresh(x) for k, x in v.items()}
    return v


# ------------------------------------------------------------------ public forms


def method(name):
    return lambda s: (f"Tensor.{name}", [s.input, *s.args], s.kwargs)


def function(name):
    return lambda s: (name, [s.input, *s.args], s.kwargs)


def attribute(name):
    return lambda s: (f".{name}", [s.input], {})


FORMS = {
    "einsum": lambda s: ("torch.einsum", [*s.args, s.input], s.kwargs),
    "where": lambda s: ("torch.where", [s.args[0], s.input, *s.args[1:]], s.kwargs),
    "nn.functional.embedding": lambda s: ("torch.nn.functional.embedding", [s.args[0], s.input], s.kwargs),
    "nn.functional.embedding_bag": lambda s: ("torch.nn.functional.embedding_bag", [s.args[0], s.input], s.kwargs),
    "polygamma": lambda s: ("torch.polygamma", [s.args[0], s.input], s.kwargs),
    "special.polygamma": lambda s: ("torch.special.polygamma", [s.args[0], s.input], s.kwargs),
    "normal:in_place": method("normal_"),
}
for _name in (
    "item contiguous sum_to_size expand expand_as to reshape_as view view_as bfloat16 bool byte char double float half int"
    " long short cdouble cfloat chalf new_zeros new_ones new_empty new_empty_strided new_full unfold repeat resize_ zero_"
    " resize_as_ __getitem__ __radd__ __rdiv__ __rmul__ __rand__ __ror__ __rxor__ __rmatmul__ __rmod__ __rpow__ __rsub__"
).split():
    FORMS[_name] = method(_name)
for _name in "cauchy exponential geometric log_normal uniform".split():
    FORMS[_name] = method(f"{_name}_")
for _name in "T H mT mH".split():
    FORMS[_name] = attribute(_name)
for _name in "randn randn_like rand_like randint randint_like multinomial normal normal:number_mean bernoulli empty_strided".split():
    FORMS[_name] = function(f"torch.{_name.split(':')[0]}")
for _name in (
    "fractional_max_pool2d fractional_max_pool3d rrelu scaled_dot_product_attention dropout dropout2d dropout3d alpha_dropout"
    " feature_alpha_dropout multi_head_attention_forward"
).split():
    FORMS[f"nn.functional.{_name}"] = function(f"torch.nn.functional.{_name}")

SKIPPED = {"svd_lowrank", "pca_lowrank", "linalg.lstsq:grad_oriented", "linalg.pinv:singular", "to_sparse", "slice"}
ON_CLONE = {"resize_", "zero_", "resize_as_", "cauchy", "exponential", "geometric", "log_normal", "uniform", "normal:in_place"}
# The contents of these are whatever was in memory.
LOOSE = {"empty", "empty_like", "empty_permuted", "empty_strided", "new_empty", "new_empty_strided", "resize_", "resize_as_"}


def lookup(call):
    if call.startswith("."):
        return lambda x: getattr(x, call[1:])
    if call.startswith("Tensor."):
        return getattr(torch.Tensor, call[7:])
    target = torch
    for part in call.split(".")[1:]:
        target = getattr(target, part)
    return target


def form_of(op, key):
    if key in SKIPPED or "jiterator" in key or "torch.ops" in key or re.match(r"(.*\.)?_[^_]", op.name):
        return None
    if key in FORMS:
        return FORMS[key]
    if op.name in FORMS:
        return FORMS[op.name]
    try:
        public = lookup(f"torch.{op.name}")
    except AttributeError:
        return None
    # Lambdas of the database that only fix a seed were listed above; any other must be the function itself.
    if public is not op.op and getattr(op.op, "__name__", "") == "<lambda>":
        return None
    return function(f"torch.{op.name}")


# ------------------------------------------------------------------ running


def cotangent(t, k):
    i = torch.arange(t.numel())
    w = ((7 * i + 3 * k) % 11 - 5).to(torch.float64) / 4
    if t.is_complex():
        w = torch.complex(w, ((5 * i + 2 * k) % 7 - 3).to(torch.float64) / 4)
    return w.reshape(t.shape).to(t.dtype)


def text_of(error):
    text = str(error)
    text = text.split("\nException raised from")[0]
    return [type(error).__name__, text]


def run(call, args, kwargs, on_clone, loose):
    args, kwargs = fresh(args), fresh(kwargs)
    entry = {"args": [encode(a) for a in args], "kwargs": {k: encode(v) for k, v in kwargs.items()}}
    leaves = [t for t in tensors([args, kwargs]) if t.requires_grad]
    given = list(args)
    if on_clone:
        given[0] = given[0].clone()
        entry["clone"] = 1
    torch.manual_seed(0)
    try:
        result = lookup(call)(*given, **kwargs)
    except Exception as error:
        entry["raises"] = text_of(error)
        return entry
    outputs = list(tensors(result))
    if loose:
        entry["loose"] = 1
    entry["out"] = encode(result)
    if any(t.requires_grad for t in outputs):
        entry["fn"] = [type(t.grad_fn).__name__ if t.grad_fn is not None else None for t in outputs]
    if not loose:
        roots = [(t, k) for k, t in enumerate(outputs) if t.requires_grad]
        if roots and leaves:
            try:
                grads = torch.autograd.grad([t for t, _ in roots], leaves, [cotangent(t, k) for t, k in roots], allow_unused=True)
                entry["grad"] = [None if g is None else encode_tensor(g.detach().contiguous()) for g in grads]
            except Exception as error:
                entry["gradRaises"] = text_of(error)
    return entry


def stop(signum, frame):
    raise TimeoutError


signal.signal(signal.SIGALRM, stop)


def sizes(sample):
    return sum(t.numel() for t in tensors([sample.input, sample.args, sample.kwargs]))


def kind_of(sample):
    """Samples of one kind test about the same thing."""
    def brief(v):
        if isinstance(v, torch.Tensor):
            return f"t{v.dim()}{v.dtype}"
        if isinstance(v, (list, tuple)):
            return [brief(x) for x in v]
        return type(v).__name__ if isinstance(v, (int, float)) and not isinstance(v, bool) else str(v)
    return str([brief(sample.input), brief(list(sample.args)), {k: brief(v) for k, v in sample.kwargs.items()}])


def chosen(samples, count):
    fitting = [s for s in samples if sizes(s) <= SMALL]
    if len(fitting) < 3:
        rest = sorted((s for s in samples if SMALL < sizes(s) <= LARGEST), key=sizes)
        fitting += rest[: 3 - len(fitting)]
    kinds = {}
    for s in fitting:
        kinds.setdefault(kind_of(s), []).append(s)
    groups = list(kinds.values())
    if len(groups) > count:
        groups = [groups[i * len(groups) // count] for i in range(count)]
    out = []
    depth = 0
    while len(out) < count and any(len(g) > depth for g in groups):
        out += [g[depth] for g in groups if len(g) > depth]
        depth += 1
    return out[:count]


def dtype_for(op):
    supported = op.supported_dtypes("cpu")
    for dtype in (torch.float32, torch.int64, torch.bool, torch.complex64):
        if dtype in supported:
            return dtype
    return None


def attempt(entries, *what):
    try:
        entry = run(*what)
    except NotPublic:
        return
    if len(json.dumps(entry)) < 40000:
        entries.append(entry)


def small(*shape):
    return torch.rand(shape).mul(4).sub(2).requires_grad_(True)


# The database has only large samples for these.
INSTEAD = {
    "kron": lambda: [SampleInput(small(2, 3), args=(small(3, 2),)), SampleInput(small(2), args=(small(2, 2, 3),))],
    "slice_scatter": lambda: [
        SampleInput(small(4, 5), args=(small(4, 2), 1, 1, 5, 2)),
        SampleInput(small(4, 5), args=(small(2, 5),), kwargs={"end": 2}),
        SampleInput(small(4, 5), args=(small(3, 5), 0, -3)),
    ],
    "nn.functional.ctc_loss": lambda: [
        SampleInput(
            torch.randn(6, 2, 4).log_softmax(2).requires_grad_(True),
            args=(torch.tensor([[1, 2, 2], [3, 1, 1]]), [6, 5], [3, 2]),
            kwargs={"reduction": reduction, "zero_infinity": zero},
        )
        for reduction in ("none", "mean", "sum")
        for zero in (False, True)
    ],
}


def record(op, key):
    form = form_of(op, key)
    dtype = dtype_for(op)
    if form is None or dtype is None:
        return None
    torch.manual_seed(zlib.crc32(key.encode()) % 1000)
    needs_grad = op.supports_autograd and (dtype.is_floating_point or dtype.is_complex)
    samples = []
    for s in INSTEAD[key]() if key in INSTEAD else op.sample_inputs("cpu", dtype, requires_grad=needs_grad):
        samples.append(s)
        if len(samples) >= 250:
            break
    out = {"call": None, "samples": []}
    loose = key in LOOSE or op.name in LOOSE
    picked = chosen(samples, SAMPLES)
    for s in picked:
        call, args, kwargs = form(s)
        out["call"] = call
        attempt(out["samples"], call, args, kwargs, key in ON_CLONE, loose)
    if not out["samples"]:
        return None
    plain = key not in FORMS and op.name not in FORMS and not loose and "." not in op.name
    if plain and op.method_variant is not None and hasattr(torch.Tensor, op.name) and isinstance(picked[0].input, torch.Tensor):
        out["method"] = op.name
    if plain and op.inplace_variant is not None and hasattr(torch.Tensor, f"{op.name}_"):
        entries = []
        for s in chosen([s for s in samples if not s.broadcasts_input and isinstance(s.input, torch.Tensor)], 3):
            if op.supports_inplace_autograd or not needs_grad:
                attempt(entries, f"Tensor.{op.name}_", [s.input, *s.args], s.kwargs, True, False)
        if entries:
            out["inplace"] = entries
    aliases = [a.name for a in op.aliases if not op.variant_test_name]
    # `torch.special.round` has decimals and another node.
    aliases = [a if a.startswith("torch.") else f"torch.{a}" for a in aliases if a != "special.round"]
    out["aliases"] = [a for a in aliases if hasattr_dotted(a)]
    if not out["aliases"]:
        del out["aliases"]
    if op.error_inputs_func is not None and plain | op.name.startswith(("linalg.", "nn.functional.", "fft.", "special.")):
        entries = []
        for e in op.error_inputs("cpu"):
            s = e.sample_input
            if sizes(s) > SMALL or len(entries) >= 6:
                continue
            call, args, kwargs = form(s)
            attempt(entries, call, args, kwargs, False, False)
        entries = [e for e in entries if "raises" in e and len(e["raises"][1]) < 1500]
        if entries:
            out["errors"] = entries
    return out


def hasattr_dotted(call):
    try:
        lookup(call)
        return True
    except AttributeError:
        return False


def family(key):
    name = key.split(":")[0].lower()
    for prefix in ("linalg.", "fft.", "special.", "masked.", "signal."):
        if name.startswith(prefix):
            return prefix[:-1]
    if name.startswith("nn.functional."):
        return f"functional_{name[14]}"
    letter = name.strip("_")[0]
    return f"torch_{letter}"


def main():
    only = sys.argv[2:] if sys.argv[1:2] == ["--only"] else None
    files = {}
    skipped = []
    for op in op_db:
        key = op.name + (f":{op.variant_test_name}" if op.variant_test_name else "")
        if only is not None and not any(key.startswith(o) for o in only):
            continue
        signal.alarm(60)
        try:
            entry = record(op, key)
        except Exception as error:
            print(f"{key}: {type(error).__name__}: {str(error)[:150]}", file=sys.stderr)
            entry = None
        signal.alarm(0)
        if entry is None:
            skipped.append(key)
        else:
            files.setdefault(family(key), {})[key] = entry
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, ops in files.items():
        path = FOLDER / f"{name}.json"
        if only is not None and path.exists():
            ops = {**json.loads(path.read_text()), **ops}
        lines = [f"{json.dumps(k)}: {json.dumps(v, separators=(',', ':'))}" for k, v in sorted(ops.items())]
        path.write_text("{\n" + ",\n".join(lines) + "\n}\n")
        if path.stat().st_size > 1e6:
            print(f"{path.name} has {path.stat().st_size} bytes", file=sys.stderr)
    print(sum(len(v) for v in files.values()), "operators; not recorded:", " ".join(skipped))


main()

"""Shared by the recorders of tensor goldens: how tensors are written to JSON, and how a group of cases is saved."""

import base64
import json
import os

import numpy
import torch

HERE = os.path.dirname(os.path.abspath(__file__))
FOLDER = os.path.join(HERE, "goldens", "tensor")

WIDE = {
    torch.float64: "<f8", torch.float32: "<f4", torch.float16: "<f4", torch.bfloat16: "<f4",
    torch.int64: "<f8", torch.int32: "<i4", torch.int16: "<i2", torch.int8: "i1", torch.uint8: "u1", torch.bool: "u1",
    torch.complex64: "<f4", torch.complex128: "<f8",
}


def encode(value):
    """Tensors as {d: dtype, s: shape, t: strides if not dense, b: base64 of the row-major entries}."""
    if isinstance(value, torch.Tensor):
        value = value.detach().resolve_conj().resolve_neg()
        dense = value.contiguous()
        flat = torch.view_as_real(dense) if dense.is_complex() else dense
        if flat.dtype in (torch.float16, torch.bfloat16):
            flat = flat.float()
        data = flat.numpy().astype(WIDE[value.dtype]).tobytes()
        out = {"d": str(value.dtype)[6:], "s": list(value.shape), "b": base64.b64encode(data).decode()}
        if not value.is_contiguous():
            out["t"] = list(value.stride())
        return out
    if isinstance(value, (tuple, list)):
        return [encode(v) for v in value]
    if isinstance(value, float) and (value != value or value in (float("inf"), float("-inf"))):
        return {"f": repr(value)}
    if isinstance(value, torch.Size):
        return list(value)
    if isinstance(value, torch.dtype):
        return {"dtype": str(value)[6:]}
    if isinstance(value, complex):
        return {"c": [value.real, value.imag]}
    return value


def attempt(run):
    """The encoded result, or {error: [type, text]}."""
    try:
        return encode(run())
    except Exception as error:  # the texts are part of what is recorded
        return {"error": [type(error).__name__, str(error)]}


def save(name, cases):
    os.makedirs(FOLDER, exist_ok=True)
    with open(os.path.join(FOLDER, name + ".json"), "w") as file:
        file.write("[\n" + ",\n".join(json.dumps(case, separators=(",", ":")) for case in cases) + "\n]\n")
    print(name, len(cases))


_ = numpy

"""Records the public names of PyTorch's modules and of torch.Tensor: server/torch/publicNames.json.

A name in this list that the engine lacks is a "not supported" problem; any other name is Python's AttributeError.
Run with the Python that has PyTorch 2.13: python test/oracle/record_names.py
"""
import importlib
import json
import pathlib

import torch

MODULES = [
    "torch", "torch.nn", "torch.nn.functional", "torch.nn.init", "torch.nn.utils", "torch.nn.utils.rnn",
    "torch.nn.utils.parametrizations", "torch.nn.utils.parametrize", "torch.nn.parameter", "torch.nn.modules",
    "torch.optim", "torch.optim.lr_scheduler", "torch.optim.swa_utils", "torch.autograd", "torch.autograd.functional",
    "torch.autograd.forward_ad", "torch.autograd.graph", "torch.autograd.profiler", "torch.func", "torch.linalg",
    "torch.fft", "torch.special", "torch.utils", "torch.utils.data", "torch.utils.checkpoint", "torch.distributions",
    "torch.cuda", "torch.backends", "torch.random", "torch.testing", "torch.jit", "torch.sparse", "torch.amp",
    "torch.nn.attention", "torch.compiler", "torch.nested", "torch.masked", "torch.signal", "torch.distributed",
    "torch.onnx", "torch.hub", "torch.version", "torch.types", "torch.overrides", "torch.multiprocessing",
]
names = {}
for name in MODULES:
    module = importlib.import_module(name)
    names[name] = sorted(n for n in dir(module) if not n.startswith("_"))
names["Tensor"] = sorted(n for n in dir(torch.Tensor) if not n.startswith("__") or n in ("__dlpack__", "__array__"))
names["Module"] = sorted(n for n in dir(torch.nn.Module) if not n.startswith("_"))
target = pathlib.Path(__file__).resolve().parents[2] / "server" / "torch" / "publicNames.json"
target.write_text(json.dumps({k: " ".join(v) for k, v in names.items()}, indent=1) + "\n")

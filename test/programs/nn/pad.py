import torch
import torch.nn as nn
import torch.nn.functional as F

torch.manual_seed(0)
x = torch.randn(1, 2, 6, 6, requires_grad=True)
for f in [
    lambda: F.pad(x, (1, 2)),
    lambda: F.pad(x, (1, 1, 0, 1), value=3.0),
    lambda: F.pad(x, (1, 2, 2, 1), mode='reflect'),
    lambda: F.pad(x, (1, 2, 2, 1), mode='replicate'),
    lambda: F.pad(x, (-1, -1)),
]:
    y = f()
    print(type(y.grad_fn).__name__, y)
    print(torch.autograd.grad(y.pow(2).sum(), x)[0][0, 0])

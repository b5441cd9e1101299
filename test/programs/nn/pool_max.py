import torch
import torch.nn as nn
import torch.nn.functional as F

torch.manual_seed(0)
x = torch.randn(1, 2, 6, 6, requires_grad=True)
for f in [
    lambda: F.max_pool2d(x, 2),
    lambda: F.max_pool2d(x, 3, 2, 1),
    lambda: F.max_pool2d(x, 2, ceil_mode=True, stride=3),
    lambda: F.adaptive_max_pool2d(x, (2, 3)),
    lambda: F.max_pool1d(x[0], 2),
]:
    y = f()
    print(type(y.grad_fn).__name__, y)
    print(torch.autograd.grad(y.pow(2).sum(), x)[0][0, 0])

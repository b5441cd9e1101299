import torch
import torch.nn as nn
import torch.nn.functional as F

torch.manual_seed(0)
x = torch.randn(1, 2, 6, 6, requires_grad=True)
for f in [
    lambda: F.interpolate(x, scale_factor=0.5),
    lambda: F.interpolate(x, size=(4, 8), mode='bilinear'),
    lambda: F.interpolate(x, size=4, mode='bilinear', align_corners=True),
    lambda: F.interpolate(x, size=4, mode='bicubic'),
    lambda: F.interpolate(x, size=3, mode='area'),
    lambda: F.interpolate(x, size=4, mode='nearest-exact'),
]:
    y = f()
    print(type(y.grad_fn).__name__, y)
    print(torch.autograd.grad(y.pow(2).sum(), x)[0][0, 0])

import torch
import torch.nn as nn
import torch.nn.functional as F

torch.manual_seed(0)
x = torch.randn(1, 2, 6, 6, requires_grad=True)
for f in [
    lambda: F.pixel_unshuffle(x, 2),
    lambda: F.pixel_shuffle(F.pixel_unshuffle(x, 3), 3),
    lambda: F.channel_shuffle(x, 2),
]:
    y = f()
    print(type(y.grad_fn).__name__, y)
    print(torch.autograd.grad(y.pow(2).sum(), x)[0][0, 0])

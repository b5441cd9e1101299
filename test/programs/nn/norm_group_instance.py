import torch
import torch.nn as nn
import torch.nn.functional as F

torch.manual_seed(0)
x = torch.randn(2, 4, 3, requires_grad=True)
for m in (nn.GroupNorm(2, 4), nn.InstanceNorm1d(4, affine=True), nn.LocalResponseNorm(2), nn.RMSNorm(3)):
    y = m(x)
    print(m)
    print(y)
    print(torch.autograd.grad(y.pow(3).sum(), x)[0])

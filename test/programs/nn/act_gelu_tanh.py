import torch
import torch.nn as nn
import torch.nn.functional as F

torch.manual_seed(0)
x = torch.randn(2, 4, requires_grad=True)
y = F.gelu(x, approximate='tanh')
print(y)
(g,) = torch.autograd.grad(y.pow(2).sum(), x, create_graph=True)
print(g.detach())
(h,) = torch.autograd.grad(g.sum(), x)
print(h)

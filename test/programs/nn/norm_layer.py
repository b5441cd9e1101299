import torch
import torch.nn as nn
import torch.nn.functional as F

torch.manual_seed(0)
m = nn.LayerNorm(4)
x = torch.randn(2, 4, requires_grad=True)
y = m(x)
print(m, y)
y.pow(3).sum().backward()
print(x.grad, m.weight.grad, m.bias.grad)

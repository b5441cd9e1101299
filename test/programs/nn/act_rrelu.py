import torch
import torch.nn as nn
import torch.nn.functional as F

torch.manual_seed(0)
x = torch.randn(2, 4, requires_grad=True)
y = F.rrelu(x, training=True)
print(y)
y.sum().backward()
print(x.grad)
print(F.rrelu(x))

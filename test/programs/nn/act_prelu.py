import torch
import torch.nn as nn
import torch.nn.functional as F

torch.manual_seed(0)
m = nn.PReLU(3)
x = torch.randn(2, 3, 2, requires_grad=True)
y = m(x)
print(y)
y.sum().backward()
print(m.weight.grad, x.grad)

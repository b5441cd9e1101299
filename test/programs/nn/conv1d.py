import torch
import torch.nn as nn
import torch.nn.functional as F

torch.manual_seed(0)
m = nn.Conv1d(2, 3, 2, stride=2, padding=1)
x = torch.randn(1, 2, 5, requires_grad=True)
y = m(x)
print(m, y)
y.pow(2).sum().backward()
print(x.grad, m.weight.grad, m.bias.grad)

import torch
import torch.nn as nn
import torch.nn.functional as F

torch.manual_seed(0)
m = nn.Conv2d(2, 4, (2, 3), dilation=(1, 2), groups=2)
x = torch.randn(2, 2, 5, 6, requires_grad=True)
y = m(x)
print(m, y)
y.pow(2).sum().backward()
print(x.grad, m.weight.grad, m.bias.grad)
print(nn.Conv2d(1, 1, 3, padding='same'), nn.Conv2d(1, 1, 3, padding=1, bias=False, padding_mode='circular'))

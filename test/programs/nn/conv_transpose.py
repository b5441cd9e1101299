import torch
import torch.nn as nn
import torch.nn.functional as F

torch.manual_seed(0)
m = nn.ConvTranspose2d(2, 3, 3, stride=2, padding=1, output_padding=1)
x = torch.randn(1, 2, 3, 3, requires_grad=True)
y = m(x)
print(m, y.shape, y[0, 0])
y.pow(2).sum().backward()
print(x.grad, m.weight.grad[0, 0])

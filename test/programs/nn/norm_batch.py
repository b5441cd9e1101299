import torch
import torch.nn as nn
import torch.nn.functional as F

torch.manual_seed(0)
m = nn.BatchNorm1d(3)
x = torch.randn(4, 3, requires_grad=True)
y = m(x)
print(m, y)
y.pow(3).sum().backward()
print(x.grad, m.weight.grad, m.bias.grad)
print(m.running_mean, m.running_var, m.num_batches_tracked)
print(m.eval()(x))

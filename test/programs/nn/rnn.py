import torch
import torch.nn as nn
import torch.nn.functional as F

torch.manual_seed(0)
m = nn.RNN(2, 3)
o, h = m(torch.randn(4, 1, 2))
print(m, o, h)
o.sum().backward()
print([p.grad for p in m.parameters()])

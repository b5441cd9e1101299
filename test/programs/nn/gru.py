import torch
import torch.nn as nn
import torch.nn.functional as F

torch.manual_seed(0)
m = nn.GRU(2, 3, num_layers=2, batch_first=True)
o, h = m(torch.randn(2, 3, 2))
print(m, o, h)
o.sum().backward()
print([p.grad.sum() for p in m.parameters()])

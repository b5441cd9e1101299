import torch
import torch.nn as nn
import torch.nn.functional as F

torch.manual_seed(0)
m = nn.MultiheadAttention(4, 2, batch_first=True)
x = torch.randn(2, 3, 4)
print(m)
o, w = m(x, x, x)
print(o, w)
o.pow(2).sum().backward()
print(m.in_proj_weight.grad.mean(1))
print(m(x, x, x, need_weights=False)[0])

import torch
import torch.nn as nn
import torch.nn.functional as F

torch.manual_seed(0)
m = nn.LSTM(2, 3, bidirectional=True)
x = torch.randn(3, 2, 2, requires_grad=True)
o, (h, c) = m(x)
print(m, o, h, c)
(o.pow(2).sum() + c.sum()).backward()
print(x.grad, [p.grad.sum() for p in m.parameters()])
print([n for n, _ in m.named_parameters()])

import torch
import torch.nn as nn
import torch.nn.functional as F

torch.manual_seed(0)
x = torch.ones(2, 6, requires_grad=True)
y = F.dropout(x, 0.3)
print(y)
y.sum().backward()
print(x.grad)
print(F.dropout(x, 0.3, training=False))
print(F.dropout2d(torch.ones(1, 4, 2, 2), 0.5))
print(F.alpha_dropout(torch.ones(2, 3), 0.5, training=True))
m = nn.Dropout(0.2)
print(m, m.eval()(x))

import torch
import torch.nn as nn
import torch.nn.functional as F

torch.manual_seed(0)
m = nn.Sequential(nn.Linear(2, 3), nn.ReLU(), nn.Linear(3, 1))
print(m, len(m), m[0], m[-1], m[1:])
m.append(nn.Sigmoid())
m.insert(1, nn.Identity())
print(m)
del m[1]
m[1] = nn.Tanh()
print(m(torch.randn(2, 2)))
print([n for n, _ in m.named_modules()])
try:
    m[9]
except IndexError as e:
    print(e)

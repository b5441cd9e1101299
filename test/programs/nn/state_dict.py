import torch
import torch.nn as nn
import torch.nn.functional as F

torch.manual_seed(0)
m = nn.Sequential(nn.Linear(2, 2), nn.BatchNorm1d(2))
s = m.state_dict()
print(list(s.keys()))
n = nn.Sequential(nn.Linear(2, 2), nn.BatchNorm1d(2))
print(n.load_state_dict(s), torch.equal(n[0].weight, m[0].weight))
try:
    nn.Linear(2, 3).load_state_dict({'weight': torch.zeros(2, 2), 'extra': torch.zeros(1)})
except RuntimeError as e:
    print(e)
print(nn.Linear(2, 3).load_state_dict({'weight': torch.zeros(3, 2)}, strict=False))
print(m.double()[0].weight.dtype, m.get_submodule('1'), m.get_parameter('0.bias'))

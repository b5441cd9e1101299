import torch
import torch.nn as nn
import torch.nn.functional as F

torch.manual_seed(0)
l = nn.ModuleList([nn.Linear(1, 1) for _ in range(3)] + [nn.ReLU()])
print(l, len(l), l[1:3])
d = nn.ModuleDict({'a': nn.Linear(1, 2), 'b': nn.ReLU()})
print(d, list(d.keys()), 'a' in d)
p = nn.ParameterList([torch.zeros(2), torch.ones(2, 3)])
print(len(p), [tuple(x.shape) for x in p], len(list(p.parameters())))
q = nn.ParameterDict({'w': torch.zeros(2)})
print(q['w'], list(q.keys()))

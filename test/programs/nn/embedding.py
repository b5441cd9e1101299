import torch
import torch.nn as nn
import torch.nn.functional as F

torch.manual_seed(0)
m = nn.Embedding(5, 3, padding_idx=0)
print(m, m.weight)
y = m(torch.tensor([[0, 1], [4, 1]]))
print(y)
y.sum().backward()
print(m.weight.grad)
print(F.one_hot(torch.tensor([0, 2]), 4))
try:
    m(torch.tensor([7]))
except IndexError as e:
    print(e)

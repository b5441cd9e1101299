import torch
import torch.nn as nn
import torch.nn.functional as F

torch.manual_seed(0)
x = torch.randn(2, 4, requires_grad=True)
y = F.normalize(x)
print(y)
print(torch.autograd.grad(y[:, 0].sum(), x)[0])
print(F.cosine_similarity(x, x + 1), F.pairwise_distance(x, x * 2))

import torch
import torch.nn as nn
import torch.nn.functional as F

torch.manual_seed(0)
x = torch.randn(3, 4, requires_grad=True)
t = torch.randn(3, 4)
for r in ('none', 'mean', 'sum'):
    loss = F.multi_margin_loss(x, torch.tensor([2, 0, 1]), reduction=r)
    print(loss)
    print(torch.autograd.grad(loss.sum(), x)[0])

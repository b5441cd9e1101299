import torch
import torch.nn as nn
import torch.nn.functional as F

torch.manual_seed(0)
x = torch.randn(2, 3, requires_grad=True)
for f in (F.softmax, F.log_softmax, F.softmin):
    print(f(x, dim=1))
print(F.gumbel_softmax(x, tau=0.5))
print(F.tanhshrink(x), F.softsign(x))

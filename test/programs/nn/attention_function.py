import torch
import torch.nn as nn
import torch.nn.functional as F

torch.manual_seed(0)
q = torch.randn(1, 2, 3, 4, requires_grad=True)
for kw in [{}, dict(is_causal=True), dict(attn_mask=torch.ones(3, 3).tril().bool()), dict(scale=1.0)]:
    y = F.scaled_dot_product_attention(q, q * 2, q + 1, **kw)
    print(y)
    print(torch.autograd.grad(y.pow(2).sum(), q)[0])

import torch
import torch.nn as nn
import torch.nn.functional as F

torch.manual_seed(0)
x = torch.randn(2, 3, 4)
m = nn.TransformerEncoderLayer(4, 2, 8, batch_first=True)
print(m)
print(m(x))
print(nn.TransformerDecoderLayer(4, 2, 8, batch_first=True)(x, x))

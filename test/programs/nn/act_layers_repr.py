import torch
import torch.nn as nn
import torch.nn.functional as F

torch.manual_seed(0)
for layer in [nn.ReLU(), nn.ReLU(inplace=True), nn.GELU(), nn.ELU(2), nn.LeakyReLU(0.1), nn.PReLU(3), nn.Softmax(dim=-1), nn.Hardtanh(-2, 2), nn.ReLU6(), nn.Softplus(), nn.Threshold(1, 2), nn.GLU(), nn.SiLU(), nn.LogSoftmax(1), nn.Hardswish(), nn.Softmin(), nn.Tanhshrink(), nn.RReLU()]:
    print(layer)

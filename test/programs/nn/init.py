import torch
import torch.nn as nn
import torch.nn.functional as F

torch.manual_seed(0)
w = torch.empty(3, 4)
for f in (nn.init.xavier_uniform_, nn.init.xavier_normal_, nn.init.kaiming_uniform_, nn.init.kaiming_normal_, nn.init.ones_, nn.init.zeros_, nn.init.eye_, nn.init.trunc_normal_):
    print(f(w))
print(nn.init.calculate_gain('leaky_relu', 0.2), nn.init.constant_(w, 2.5), nn.init.uniform_(w, -1, 1), nn.init.normal_(w, 1, 2))

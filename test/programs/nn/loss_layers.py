import torch
import torch.nn as nn
import torch.nn.functional as F

torch.manual_seed(0)
x = torch.randn(3, 4, requires_grad=True)
t = torch.randn(3, 4)
for m in [nn.MSELoss(), nn.L1Loss(reduction='sum'), nn.SmoothL1Loss(), nn.HuberLoss(), nn.BCEWithLogitsLoss()]:
    print(m, m(x, t.sigmoid()))
m = nn.CrossEntropyLoss(weight=torch.tensor([1.0, 2, 3, 4]))
print(m, m(x, torch.tensor([0, 1, 2])), m.state_dict().keys())

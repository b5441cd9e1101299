import torch
import torch.nn as nn
import torch.nn.functional as F

torch.manual_seed(0)
for f in [lambda: nn.Conv2d(3, 4, 3)(torch.randn(1, 2, 5, 5)), lambda: nn.Conv2d(1, 1, 7)(torch.randn(1, 1, 3, 3)), lambda: nn.Conv2d(3, 4, 3, groups=2), lambda: nn.Conv2d(1, 1, 3)(torch.randn(3, 3)), lambda: nn.Linear(3, 2)(torch.randn(2, 4))]:
    try:
        f()
    except Exception as e:
        print(type(e).__name__, e)

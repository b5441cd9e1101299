# gradlens: on
import torch

x = torch.tensor([-2.0, -1.5, -1.0, -0.5, 0.5, 1.0, 1.5, 2.0])
w = torch.tensor(3.0, requires_grad=True)
h = torch.tanh(w * x)
loss = h.sum() ** 2 + w
# the end

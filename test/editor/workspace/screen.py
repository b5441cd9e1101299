# gradlens: on
import torch

x = torch.linspace(-2, 2, 8)
w = torch.tensor(3.0, requires_grad=True)
h = torch.tanh(w * x)
loss = h.sum() ** 2 + w
# the end

import torch

x = torch.tensor(0.5, requires_grad=True)
w = torch.tensor(0.9, requires_grad=True)
b = torch.tensor(0.1, requires_grad=True)
for _ in range(6):
    y = x
    for i in range(333):
        y = torch.sin(y * w + b)
    y.backward()
result = round(w.grad.item(), 3)
operations = 6 * 3 * 333

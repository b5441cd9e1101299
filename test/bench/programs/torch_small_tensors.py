import torch

x = torch.tensor([0.1, -0.2, 0.3, 0.4], requires_grad=True)
w = torch.tensor([[0.5, -0.1], [0.2, 0.3], [-0.4, 0.1], [0.3, 0.2]], requires_grad=True)
v = torch.tensor([[0.1, 0.2, -0.3, 0.4], [0.5, -0.6, 0.7, 0.8]], requires_grad=True)
for _ in range(6):
    h = x
    for i in range(100):
        h = torch.tanh(h @ w)
        h = (h @ v) * 0.5 + x
    loss = (h * h).sum()
    loss.backward()
result = round(loss.item(), 3)
operations = 6 * (5 * 100 + 2)

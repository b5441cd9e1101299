# gradlens: on
import torch

x = torch.tensor([1.0, 2.0])
w = torch.tensor(3.0, requires_grad=True)
y = w * x
loss = y.sum()
loss.backward()
print(w.grad)

# gradlens: on
# Hover anything. Run backward differentiates a line; Graph shows how it was made.
import torch

# The chain rule: one multiplication per step, from loss back to w.
x = torch.tensor(2.0)
w = torch.tensor(3.0, requires_grad=True)
b = torch.tensor(1.0, requires_grad=True)
h = torch.tanh(w * x - 5 * b)
loss = (h - 0.5) ** 2
loss.backward()
w.grad  # => tensor(0.4395)

# A second backward adds to what is there: 6 + 6 = 12.
v = torch.tensor(3.0, requires_grad=True)
(v ** 2).backward()
(v ** 2).backward()
v.grad  # => tensor(12.)

# One value used twice: both paths contribute, and give 2 * a.flip(0).
a = torch.tensor([1.0, 2.0, 4.0], requires_grad=True)
product = a * a.flip(0)
total = product.sum()

# Fitting a line. Step through the passes in the hover of `error`.
torch.manual_seed(0)
inputs = torch.linspace(-1, 1, 20).unsqueeze(1)
targets = 2 * inputs + 1
model = torch.nn.Linear(1, 1)
optimizer = torch.optim.SGD(model.parameters(), lr=0.3)
for step in range(30):
    optimizer.zero_grad()
    error = torch.nn.functional.mse_loss(model(inputs), targets)
    error.backward()
    optimizer.step()
model.weight  # about 2
model.bias  # about 1

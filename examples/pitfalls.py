# %% gradlens Written over before backward needed it
# Both lines of the conflict are marked, and the quick fix says what it measured.
import torch

x = torch.tensor([1.0, 2.0], requires_grad=True)
y = x.exp()
y += 1
y.sum().backward()

# %% gradlens The cut that nothing reports
# PyTorch is silent: one of the two paths to p is gone, so 2 stands where 4 is the derivative.
p = torch.tensor(2.0, requires_grad=True)
(p * p.detach()).backward()
p.grad  # => tensor(2.)

# %% gradlens NaN from the branch that was not taken
q = torch.tensor([-1.0, 0.0, 4.0], requires_grad=True)
torch.where(q > 0, q.sqrt(), 0.0).sum().backward()
q.grad  # => tensor([   nan,    nan, 0.2500])

# %% gradlens Two shapes that broadcast
# (4, 1) against (4,): sixteen differences instead of four.
prediction = torch.arange(4.0).reshape(4, 1).requires_grad_()
target = torch.tensor([0.0, 1.0, 2.0, 3.0])
difference = prediction - target
loss = (difference ** 2).mean()
loss  # => tensor(2.5000, grad_fn=<MeanBackward0>)

# %% gradlens Updating a leaf
weight = torch.tensor(1.0, requires_grad=True)
(weight * 3).backward()
weight -= 0.1 * weight.grad

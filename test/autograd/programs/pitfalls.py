import torch


def show(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


p = torch.tensor([2.0, 3.0], requires_grad=True)
q = torch.tensor([1.0, 4.0])
show(lambda: (q * q).sum().backward())
show(lambda: (p.detach() * q).sum().backward())
loss = (p * p).sum()
loss.backward()
show(lambda: loss.backward())
node = (p.exp()).grad_fn
e = p.exp()
e.sum().backward()
show(lambda: e.grad_fn._saved_result)
show(lambda: p.mul_(2))
show(lambda: p[0].fill_(1))
show(lambda: (p * 2).backward())
show(lambda: torch.tensor([1, 2], requires_grad=True))
show(lambda: torch.tensor([1, 2]).requires_grad_())
h = p * 3
print(h.grad)
show(lambda: setattr(h, "requires_grad", False))
for name in ("exp", "sigmoid", "tanh", "sqrt"):
    y = getattr(p, name)()
    y.add_(1)
    show(lambda: y.sum().backward())
a, b = (p * 1).unbind()
show(lambda: a.mul_(2))
c, d = (p * 1).chunk(2)
show(lambda: c.mul_(2))
with torch.no_grad():
    v = (p * 1)[:1]
with torch.no_grad():
    base = p * 1
    view = base[:1]
show(lambda: q.expand(3, 2).add_(1))
show(lambda: torch.autograd.grad(p.sum(), q))
g = torch.autograd.grad((p**2).sum(), p)[0]
show(lambda: g.sum().backward())
with torch.inference_mode():
    i = torch.ones(2)
show(lambda: (p * i).sum().backward())
show(lambda: i.add_(1))
show(lambda: (p > 1).sum().backward())
show(lambda: torch.tensor([0.0, 1.0], requires_grad=True).sqrt().sum().backward())
z = torch.tensor([0.0, 0.0], requires_grad=True)
z.norm().backward()
print(z.grad)
z.grad = None
(z * z).sum().sqrt().backward()
print(z.grad)
show(lambda: p.detach().item())
show(lambda: q + torch.ones(5))
show(lambda: torch.ones(2, 3) @ torch.ones(2, 3))
show(lambda: bool(q > 0))
w = torch.zeros(2)
w.requires_grad_()
show(lambda: (p * 1).detach_().requires_grad)
show(lambda: (p * 1)[:1].detach_())
x = p.exp()
x.detach().zero_()
show(lambda: x.sum().backward())
x = p.exp()
x.data.zero_()
p.grad = None
x.sum().backward()
print(p.grad)


@torch.no_grad()
def plain(t):
    return t * 2


print(plain(p).requires_grad, plain.__name__)


@torch.no_grad()
def steps(t):
    for k in range(2):
        yield (t * k).requires_grad, torch.is_grad_enabled()


print(list(steps(p)), torch.is_grad_enabled())
with torch.set_grad_enabled(False):
    print(torch.is_grad_enabled())
    with torch.enable_grad():
        print((p * 2).requires_grad)
with torch.inference_mode():
    print((p * 2).requires_grad, (p * 2).is_inference(), torch.is_inference_mode_enabled())
    with torch.inference_mode(False):
        print((p * 2).requires_grad)

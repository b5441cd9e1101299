import torch
import torch.optim as optim
def go(cls, **kw):
    w = torch.tensor([1.,-2.,3.], requires_grad=True)
    b = torch.tensor(.5, requires_grad=True)
    o = cls([w,b], **kw)
    def f():
        o.zero_grad()
        l = ((w*torch.tensor([1.,2.,3.])+b)**2).sum() + (w**4).sum()*.1
        l.backward()
        return l
    for i in range(10):
        l = o.step(f)
    print(cls.__name__, kw, w.tolist(), b.item(), l.item())
    print(list(o.state_dict()['state'].keys()), list(o.state[w].keys()))
for c in [optim.NAdam, optim.RAdam, optim.Adamax, optim.Adadelta, optim.Rprop, optim.ASGD]:
    go(c); go(c, lr=.05)
    if c is not optim.Rprop: go(c, lr=.05, weight_decay=.1, maximize=c is optim.Adamax)
go(optim.ASGD, lr=.01, t0=3.)
go(optim.RAdam, lr=.1, betas=(.8,.7))
go(optim.NAdam, decoupled_weight_decay=True, weight_decay=.2)
go(optim.Rprop, etas=(.4,1.5), step_sizes=(1e-3,.5))
for f in [lambda: optim.NAdam([torch.ones(1)], momentum_decay=-1), lambda: optim.Rprop([torch.ones(1)], etas=(2.,1.)), lambda: optim.Adadelta([torch.ones(1)], rho=2.)]:
    try: f()
    except Exception as e: print(type(e).__name__, e)
print(optim.RAdam([torch.ones(1)]))

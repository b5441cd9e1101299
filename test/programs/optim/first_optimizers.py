import torch
import torch.optim as optim
def go(cls, **kw):
    w = torch.tensor([1.,-2.,3.], requires_grad=True)
    b = torch.tensor(.5, requires_grad=True)
    o = cls([w,b], **kw)
    for i in range(10):
        o.zero_grad()
        l = ((w*torch.tensor([1.,2.,3.])+b)**2).sum()
        l.backward()
        o.step()
    print(cls.__name__, kw, w.tolist(), b.item())
    print(list(o.state_dict()['state'].keys()), list(o.state[w].keys()) if o.state else None)
for kw in [{}, dict(lr=.01,momentum=.9), dict(lr=.01,momentum=.9,nesterov=True,weight_decay=.1), dict(lr=.01,momentum=.5,dampening=.2,maximize=True)]: go(optim.SGD, **kw)
for kw in [{}, dict(lr=.1,betas=(.4,.9)), dict(amsgrad=True,weight_decay=.1)]: go(optim.Adam, **kw); go(optim.AdamW, **kw)
for kw in [{}, dict(centered=True), dict(momentum=.9,centered=True,weight_decay=.1)]: go(optim.RMSprop, **kw)
for kw in [{}, dict(lr_decay=.1,initial_accumulator_value=.1)]: go(optim.Adagrad, **kw)
w = torch.tensor([1.,-2.,3.], requires_grad=True)
print(optim.Adam([w])); print(optim.SGD([{'params':[w]}],lr=.1)); print(optim.Adam)
for f in [lambda: optim.Adam([w],lr=-1), lambda: optim.SGD(w), lambda: optim.SGD([]), lambda: optim.SGD([1.]), lambda: optim.SGD([w*2]), lambda: optim.SGD(), lambda: optim.SGD([w],momentum=-1.)]:
    try: f()
    except Exception as e: print(type(e).__name__, e)
o=optim.Adam([w]); o.param_groups[0]['lr']=.5; w.grad=torch.ones(3); o.step(); sd=o.state_dict(); print(sd)
o2=optim.Adam([w]); o2.load_state_dict(sd); print(o2.state_dict())
print(o.state)

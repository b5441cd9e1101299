import torch
w = torch.tensor([1.,-2.,3.], requires_grad=True, dtype=torch.float64)
b = torch.tensor(.5, requires_grad=True, dtype=torch.float64)
o = torch.optim.LBFGS([w,b], lr=.5, max_iter=4, history_size=2)
def f():
    o.zero_grad()
    l = ((w*torch.tensor([1.,2.,3.])+b)**2).sum() + (w**4).sum()*.1
    l.backward()
    return l
for i in range(10): o.step(f)
print(w.tolist(), b.item())

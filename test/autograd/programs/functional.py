import torch
from torch.autograd.functional import jacobian,hessian,vjp,jvp,hvp,vhp
def show(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
x=torch.tensor([1.,2.]); y=torch.tensor([3.,4.,5.])
f=lambda x: x**2
show(lambda: jacobian(f,x)); show(lambda: jacobian(lambda x,y: (x.sum()*y, x*2),(x,y)))
show(lambda: jacobian(lambda x: x.sum()**2,x)); show(lambda: jacobian(f,x,create_graph=True)); show(lambda: jacobian(f,x.clone().requires_grad_(),create_graph=True))
show(lambda: jacobian(lambda x: torch.ones(2),x)); show(lambda: jacobian(lambda x: torch.ones(2),x,strict=True)); show(lambda: jacobian(lambda x,y: x*2,(x,y),strict=True))
show(lambda: jacobian(f,3)); show(lambda: jacobian(f,[x])); show(lambda: jacobian(lambda x: 3,x)); show(lambda: jacobian(lambda x:(x,3),(x,)));show(lambda: jacobian(f,x,vectorize=True))
show(lambda: hessian(lambda x: (x**3).sum(),x)); show(lambda: hessian(lambda x,y: (x.sum()*y.sum())**2,(x,y))); show(lambda: hessian(f,x)); show(lambda: hessian(lambda x: x.sum(),x));show(lambda: hessian(lambda x: (x,),x))
show(lambda: hessian(lambda x: (x**3).sum(),x,create_graph=True))
show(lambda: vjp(f,x,torch.ones(2))); show(lambda: vjp(f,x)); show(lambda: vjp(lambda x:x.sum(),x)); show(lambda: vjp(f,x,torch.ones(3))); show(lambda: vjp(lambda x,y:(x*2,y*3),(x,y),(x,y)));show(lambda: vjp(lambda x,y:(x*2,y*3),(x,y),(x,)))
show(lambda: jvp(f,x,torch.ones(2))); show(lambda: jvp(f,x)); show(lambda: jvp(lambda x: x.exp().sum(),x,torch.ones(2)))
show(lambda: hvp(lambda x:(x**3).sum(),x,torch.ones(2))); show(lambda: vhp(lambda x:(x**3).sum(),x,torch.ones(2))); show(lambda: hvp(lambda x:(x**3).sum(),x))
show(lambda: vjp(f,x.clone().requires_grad_(),torch.ones(2),create_graph=True))
from torch.autograd import gradcheck, gradgradcheck
d=torch.tensor([1.,2.,.5],dtype=torch.double,requires_grad=True)
show(lambda: gradcheck(torch.sin,d)); show(lambda: gradcheck(torch.sin,(d,))); show(lambda: gradgradcheck(lambda x: x**3,(d,))); show(lambda: gradcheck(torch.sin,torch.ones(2)))
class W(torch.autograd.Function):
    @staticmethod
    def forward(ctx,x): ctx.save_for_backward(x); return x*x
    @staticmethod
    def backward(ctx,g): return 3*g*ctx.saved_tensors[0]
show(lambda: gradcheck(W.apply,(d,))); show(lambda: gradcheck(W.apply,(d,),raise_exception=False))
show(lambda: gradcheck(torch.sin,torch.tensor([.3],requires_grad=True)))
z=torch.tensor([0.],requires_grad=True)
with torch.autograd.detect_anomaly():
    show(lambda: (z.sqrt()*0).sum().backward())
torch.autograd.set_detect_anomaly(True)
def model(q):
    return q.exp()
q=model(z); q.add_(1); show(lambda: q.sum().backward())
torch.autograd.set_detect_anomaly(False)
print(torch.is_anomaly_enabled())
q=z.exp(); q.add_(1); show(lambda: q.sum().backward())
def pack(t): print("pack",t); return t*1
def unpack(t): print("unpack"); return t
with torch.autograd.graph.saved_tensors_hooks(pack,unpack):
    w=x.requires_grad_()*y.sum(); w=w.exp()
w.sum().backward(); print(x.grad)
with torch.autograd.graph.save_on_cpu(): w=x.exp()
w.sum().backward()

import torch
from torch.func import grad, grad_and_value, vjp, jvp, jacrev, jacfwd, hessian, vmap, functional_call
def show(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
x=torch.tensor([1.,2.]); r=torch.tensor([3.,4.],requires_grad=True)
f=lambda x:(x**3).sum()
show(lambda: grad(f)(x)); show(lambda: grad(grad(lambda x:x**3))(torch.tensor(2.))); show(lambda: grad_and_value(f)(x)); show(lambda: grad(lambda x:x*2)(x)); show(lambda: grad(lambda x:3)(x))
show(lambda: grad(lambda x,y:(x*y).sum(),argnums=(0,1))(x,x)); show(lambda: grad(lambda x,y:(x*y).sum(),argnums=1)(x,x)); show(lambda: grad(f,argnums=3)(x))
show(lambda: grad(f)(r)); show(lambda: grad(lambda x:(x*r).sum())(x)); show(lambda: grad(lambda x:(x*x*r).sum())(x)); show(lambda: grad(lambda x:(x.sum(),x*2),has_aux=True)(x))
show(lambda: grad(lambda p:(p['w']*p['b']).sum())({'w':x,'b':x*3}))
o,p=vjp(lambda x:x**2,x); print(o,p(torch.ones(2)))
show(lambda: jvp(lambda x:x**2,(x,),(torch.ones(2),)))
show(lambda: jacrev(lambda x:x**2)(x)); show(lambda: jacfwd(lambda x:x**2)(x)); show(lambda: hessian(f)(x)); show(lambda: hessian(lambda x:x.prod())(x))
m=torch.arange(6.).reshape(3,2)
show(lambda: vmap(f)(m)); show(lambda: vmap(grad(f))(m)); show(lambda: vmap(torch.dot)(m,m)); show(lambda: vmap(lambda a,b:a*b,in_dims=(0,None))(m,x)); show(lambda: vmap(lambda a:a*2,in_dims=1,out_dims=1)(m)); show(lambda: torch.vmap(lambda a:(a.sum(),a))(m))
show(lambda: vmap(lambda a:a.item())(torch.ones(2))); show(lambda: vmap(lambda a: a if a>0 else -a)(torch.ones(2))); show(lambda: vmap(f)(x,m)); show(lambda: vmap(f)()); show(lambda: vmap(f)(torch.tensor(1.))); show(lambda: vmap(lambda a,b:a)(m,x)); show(lambda: vmap(lambda a: 3)(m))
show(lambda: jacrev(f)(x)); show(lambda: vmap(jacrev(lambda x:x**2))(m))
lin=torch.nn.Linear(2,1)
with torch.no_grad(): lin.weight.fill_(2.); lin.bias.fill_(1.)
params=dict(lin.named_parameters())
show(lambda: functional_call(lin,{'weight':torch.ones(1,2)},(x,)))
def loss(p,xx): return functional_call(lin,p,(xx,)).sum()
d={k:v.detach() for k,v in params.items()}
show(lambda: grad(loss)(d,x)); show(lambda: vmap(grad(loss),in_dims=(None,0))(d,m))
from torch.utils.checkpoint import checkpoint
def seg(t): print("run"); y=t.exp(); print("mid"); z=y.sin(); print("end"); return z
r.grad=None; y=checkpoint(seg,r,use_reentrant=False); print(y); y.sum().backward(); print(r.grad)
class Sq(torch.autograd.Function):
    @staticmethod
    def forward(x): return x*x
    @staticmethod
    def setup_context(ctx,inputs,output): ctx.save_for_backward(*inputs)
    @staticmethod
    def backward(ctx,g): return 2*g*ctx.saved_tensors[0]
show(lambda: grad(lambda x: Sq.apply(x).sum())(x))
class Sq2(torch.autograd.Function):
    @staticmethod
    def forward(ctx,x): return x*x
    @staticmethod
    def backward(ctx,g): return g
show(lambda: grad(lambda x: Sq2.apply(x).sum())(x))

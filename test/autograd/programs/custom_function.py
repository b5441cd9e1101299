import torch, warnings
from torch.autograd import Function
def show(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
x=torch.ones(2,requires_grad=True)
class A(Function):
    @staticmethod
    def forward(ctx,x,k=4,*,m=1): 
        ctx.save_for_backward(x); ctx.k=k
        return x*k*m
    @staticmethod
    def backward(ctx,*g): return g[0]*ctx.k, None
show(lambda: A.apply(x,k=2).sum().backward())
show(lambda: A.apply(x,m=2).sum().backward())
show(lambda: A.apply(x,2,m=2).sum().backward())
show(lambda: A.apply(x).sum().backward())
class M(Function):
    @staticmethod
    def forward(x,k=3,*,m=3): return x*k
    @staticmethod
    def setup_context(ctx, inputs, output): print(inputs); ctx.k=inputs[1]
    @staticmethod
    def backward(ctx,g): return g*ctx.k,None
show(lambda: M.apply(x,k=5))
show(lambda: M.apply(x,5,m=5))
class B(Function):
    @staticmethod
    def forward(ctx,x,y): return x*y
    @staticmethod
    def backward(ctx,g): return g
show(lambda: B.apply(x,x).sum().backward())
class B2(Function):
    @staticmethod
    def forward(ctx,x,y): return x*y
    @staticmethod
    def backward(ctx,g): return g,g,g
show(lambda: B2.apply(x,x).sum().backward())
class B3(Function):
    @staticmethod
    def forward(ctx,x,y): return x*y
    @staticmethod
    def backward(ctx,g): return g,None,None,None
show(lambda: B3.apply(x,x).sum().backward())
class B4(Function):
    @staticmethod
    def forward(ctx,x,y): return x*y
    @staticmethod
    def backward(ctx,g): return [g,g]
show(lambda: B4.apply(x,x).sum().backward())
class B5(Function):
    @staticmethod
    def forward(ctx,x,y): return x*y
    @staticmethod
    def backward(ctx,g): return g.long(), None
show(lambda: B5.apply(x,x).sum().backward())
class B6(Function):
    @staticmethod
    def forward(ctx,x,y): return x*y
    @staticmethod
    def backward(ctx,g): return g.double(), None
x.grad=None
show(lambda: B6.apply(x,x).sum().backward()); print(x.grad)
class V(Function):
    @staticmethod
    def forward(ctx,x): return x*2
    @staticmethod
    def backward(ctx,g): return g
    @staticmethod
    def vjp(ctx,g): return g
show(lambda: V.apply(x).sum().backward())
print(A, A.forward.__name__, Function.__name__, Function.__module__)
class T(Function):
    @staticmethod
    def forward(ctx,x): return 3
    @staticmethod
    def backward(ctx,*g): return g
show(lambda: T.apply(x))
class U(Function):
    @staticmethod
    def forward(ctx,x): return ()
    @staticmethod
    def backward(ctx,*g): return g
show(lambda: U.apply(x))
class W(Function):
    @staticmethod
    def forward(ctx,x):
        ctx.saved=x; ctx.w=1
        y=x.exp(); ctx.save_for_backward(y); return y
    @staticmethod
    def backward(ctx,g):
        y,=ctx.saved_tensors
        print(y.grad_fn is ctx, y.requires_grad, ctx.w, type(ctx).__name__, g.requires_grad)
        return g*y
y=W.apply(x); print(y.grad_fn.saved_tensors, y.grad_fn.w)
g,=torch.autograd.grad(y.sum(),x,create_graph=True); print(g)
print(torch.autograd.grad(g.sum(),x))
show(lambda: y.grad_fn.saved_tensors)
show(lambda: y.grad_fn.nope)
y=W.apply(x); y.add_(1)
show(lambda: y.sum().backward())
class Inp(Function):
    @staticmethod
    def forward(ctx,x): return x
    @staticmethod
    def backward(ctx,g): return -g
z=Inp.apply(x); print(z is x, z); x.grad=None; z.sum().backward(); print(x.grad)
xx=torch.ones(2); z=Inp.apply(xx); print(z is xx, z)
with torch.no_grad(): z=Inp.apply(x); print(z is x, z, z.requires_grad)
class Dirty(Function):
    @staticmethod
    def forward(ctx,x): x.mul_(2); ctx.mark_dirty(x); return x
    @staticmethod
    def backward(ctx,g): return 2*g
b=x*1; z=Dirty.apply(b); print(z is b, b.grad_fn, b._version); 
b=x*1; v=b[:1]; z=Dirty.apply(v); print(b, b.grad_fn, v, v.grad_fn); x.grad=None; b.sum().backward(); print(x.grad)
class NonDiffIn(Function):
    @staticmethod
    def forward(ctx,x): ctx.mark_non_differentiable(x); return x
z=NonDiffIn.apply(x); print(z, z is x)
class Tup(Function):
    @staticmethod
    def forward(ctx,x): return x*1, (x*2,)
    @staticmethod
    def backward(ctx,*g): print(g); return g[0]
z=Tup.apply(x); print(z)
f=Inp.apply
print(f(x))
y=Tup.apply(x)[0]
y.register_hook(lambda g: print('hook',g))
y.grad_fn.register_prehook(lambda g: print('pre',g))
y.grad_fn.register_hook(lambda gi,go: print('post',gi,go))
y.sum().backward()
print(y.grad_fn.metadata, y.grad_fn.needs_input_grad, y.grad_fn.requires_grad)

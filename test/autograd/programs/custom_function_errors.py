import torch, warnings
from torch.autograd import Function
def show(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
class A(Function):
    @staticmethod
    def forward(ctx,x,k): 
        ctx.save_for_backward(x); ctx.k=k
        return x*k
    @staticmethod
    def backward(ctx,g): return g*ctx.k, 3
x=torch.ones(2,requires_grad=True)
show(lambda: A.apply(x,2).sum().backward())
class B(Function):
    @staticmethod
    def forward(ctx,x): return x*2
    @staticmethod
    def backward(ctx,g): return 3
show(lambda: B.apply(x).sum().backward())
show(lambda: B.apply(x,k=2))
show(lambda: B.apply())
show(lambda: B())
class C(Function):
    @staticmethod
    def forward(ctx,x): ctx.save_for_backward(3); return x*2
    @staticmethod
    def backward(ctx,g): return 3
show(lambda: C.apply(x))
class D(Function):
    @staticmethod
    def forward(ctx,x): return x*2
show(lambda: D.apply(x).sum().backward())
class E(Function): pass
show(lambda: E.apply(x).sum().backward())
y=D.apply(x)
print(type(y.grad_fn), 1, y.grad_fn.name(), y.grad_fn.saved_tensors, y.grad_fn.next_functions)
class G(Function):
    @staticmethod
    def forward(ctx,x): ctx.mark_dirty(x); x.add_(1); return x
    @staticmethod
    def backward(ctx,g): return g
show(lambda: G.apply(x))
show(lambda: G.apply(x*1))
class H(Function):
    @staticmethod
    def forward(ctx,x): ctx.mark_dirty(x); x.add_(1); return x*2
    @staticmethod
    def backward(ctx,g): return g
show(lambda: H.apply(x*1))
class I(Function):
    @staticmethod
    def forward(ctx,x): return x, 3, None, "s"
    @staticmethod
    def backward(ctx,*g): print(g); return g[0]
o=I.apply(x); print(o, o[0] is x)
show(lambda: o[0].sum().backward())
show(lambda: o[0].add_(1))
class J(Function):
    @staticmethod
    def forward(ctx,x): return [x*2, x*3]
    @staticmethod
    def backward(ctx,*g): print(g); return g[0]
show(lambda: J.apply(x))
class K(Function):
    @staticmethod
    def forward(ctx,x): return x.view(-1)
    @staticmethod
    def backward(ctx,*g): print(g); return g[0]
show(lambda: K.apply(x).add_(1))
show(lambda: K.apply(x))
class L(Function):
    @staticmethod
    def forward(ctx,x): a,b=x*1,x*2; ctx.mark_non_differentiable(b); return a,b
    @staticmethod
    def backward(ctx,*g): print(g); return g[0]
show(lambda: L.apply(x))
show(lambda: L.apply(x)[0].sum().backward())
class M(Function):
    @staticmethod
    def forward(x,k=3): print(torch.is_grad_enabled()); return x*k
    @staticmethod
    def setup_context(ctx, inputs, output): print(torch.is_grad_enabled(), inputs, output, output.requires_grad); ctx.k=inputs[1]
    @staticmethod
    def backward(ctx,g): return g*ctx.k,None
show(lambda: M.apply(x,k=5))
show(lambda: M.apply(x))
class N(Function):
    @staticmethod
    def forward(ctx,x): ctx.mark_dirty(3); return x*2
show(lambda: N.apply(x))
class O(Function):
    @staticmethod
    def forward(ctx,x): ctx.mark_non_differentiable(3); return x*2
show(lambda: O.apply(x))
class P(Function):
    def forward(self,x): return x*2
show(lambda: P.apply(x))
show(lambda: P()(x))
class Q(Function):
    @staticmethod
    def forward(ctx,x): print(ctx.saved_tensors, ctx.needs_input_grad); ctx.save_for_backward(x,None); print(ctx.saved_tensors); return x*2
    @staticmethod
    def backward(ctx,g): print(ctx.saved_tensors, ctx.needs_input_grad); return g,None,None
show(lambda: Q.apply(x).sum().backward())
with torch.no_grad(): z=Q.apply(x); print(z)
from torch.autograd.function import once_differentiable
class R(Function):
    @staticmethod
    def forward(ctx,x): return x*2
    @staticmethod
    @once_differentiable
    def backward(ctx,g): print(torch.is_grad_enabled()); return g*2
g,=torch.autograd.grad(R.apply(x).sum(),x,create_graph=True); print(g)
g,=torch.autograd.grad((R.apply(x)*x).sum(),x,create_graph=True); print(g)
show(lambda: g.sum().backward())
print(g.grad_fn.next_functions)
class S(Function):
    @staticmethod
    def forward(ctx,x): ctx.set_materialize_grads(False); return x*2,x*3
    @staticmethod
    def backward(ctx,a,b): print(a,b); return a
S.apply(x)[0].sum().backward()
class S(Function):
    @staticmethod
    def forward(ctx,x): return x*2,x.new_tensor([3,4]).long()
    @staticmethod
    def backward(ctx,a,b): print(a,b); return a
S.apply(x)[0].sum().backward()

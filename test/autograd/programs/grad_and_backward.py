import torch
import copy
def show(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
x=torch.tensor([1.,2.],requires_grad=True); w=torch.tensor([3.,4.],requires_grad=True)
# grad in full
y=(x*w).sum()
show(lambda: torch.autograd.grad(y,[x,w],retain_graph=True))
show(lambda: torch.autograd.grad((x*2).sum(),[x,w]))
show(lambda: torch.autograd.grad((x*2).sum(),[x,w],allow_unused=True))
show(lambda: torch.autograd.grad((x*2).sum(),[x,w],materialize_grads=True))
show(lambda: torch.autograd.grad((x*2).sum(),[x,w],allow_unused=False,materialize_grads=True))
show(lambda: torch.autograd.grad(x*2,x))
show(lambda: torch.autograd.grad(x*2,x,torch.ones(3)))
show(lambda: torch.autograd.grad([x*2,x*3],x,[torch.ones(2)]))
show(lambda: torch.autograd.grad([(x*2).sum(),x*3],x,[None,torch.ones(2)]))
show(lambda: torch.autograd.grad(x.sum(),torch.ones(2)))
show(lambda: torch.autograd.grad(torch.ones(1),x))
show(lambda: torch.autograd.grad(x*x,x,torch.eye(2),is_grads_batched=True))
show(lambda: torch.autograd.grad(x*x,x,torch.ones(2),is_grads_batched=True))
show(lambda: torch.autograd.grad(x*x,x,torch.ones(3,3),is_grads_batched=True))
show(lambda: torch.autograd.grad(x*x,x,is_grads_batched=True))
show(lambda: torch.autograd.grad(3,x))
show(lambda: torch.autograd.grad(y,3))
show(lambda: torch.autograd.grad(y,[]))
show(lambda: torch.autograd.grad([],x))
show(lambda: torch.autograd.grad((x**3).sum(),x,create_graph=True))
show(lambda: torch.autograd.grad(x*2,x,3))
show(lambda: torch.autograd.grad(x*2,x,"a"))
z=x*2
show(lambda: torch.autograd.grad(z.sum(),z))
show(lambda: torch.autograd.grad(z.sum(),(z,x)))
edge=torch.autograd.graph.get_gradient_edge(x)
print(edge)
show(lambda: torch.autograd.grad((x*3).sum(),edge))
e2=torch.autograd.graph.get_gradient_edge(z); print(e2.node, e2.output_nr, e2.ownership_token if hasattr(e2,'ownership_token') else None)
show(lambda: torch.autograd.graph.get_gradient_edge(torch.ones(2)))
# backward
show(lambda: torch.autograd.backward([z.sum(), (z*z).sum()])); print(x.grad); x.grad=None
show(lambda: torch.autograd.backward((x*x).sum(), inputs=[])) 
show(lambda: (x*w).sum().backward(inputs=[x])); print(x.grad,w.grad); x.grad=None
show(lambda: (x*w).sum().backward(inputs=x)); print(x.grad,w.grad); x.grad=None
show(lambda: (x*w).sum().backward(inputs=[]))
show(lambda: (x*w).sum().backward(inputs=[torch.ones(2)]))
u=x*2
show(lambda: (u*w).sum().backward(inputs=[u])); print(u.grad,x.grad,w.grad)
show(lambda: (x*x).backward()); show(lambda: (x*x).backward(torch.ones(3))); show(lambda: (x*x).backward(gradient=torch.ones(2))); print(x.grad); x.grad=None
show(lambda: (x*x).backward(3)); show(lambda: (x*x).backward([1.,2.])); show(lambda: (x*x).backward(torch.ones(2,dtype=torch.int64))); print(x.grad); x.grad=None
show(lambda: (x*x).backward(torch.ones(2,dtype=torch.double)));print(x.grad); x.grad=None
show(lambda: (x*x).sum().backward(torch.ones(1)))
show(lambda: torch.ones(2).sum().backward())
# leaf things
show(lambda: x.add_(1)); show(lambda: x[0].add_(1)); show(lambda: x.requires_grad_(False).requires_grad_(True))
show(lambda: setattr(z,'requires_grad',False)); show(lambda: z.requires_grad_(False))
show(lambda: setattr(x,'grad',torch.ones(3))); show(lambda: setattr(x,'grad',torch.ones(2).double())); show(lambda: setattr(x,'grad',1.)); show(lambda: setattr(x,'grad',x))
show(lambda: copy.deepcopy(z)); c=copy.deepcopy(x); print(c, c is x, c.is_leaf); c=copy.copy(x); print(c, c is x)
x.grad=torch.ones(2); c=copy.deepcopy(x); print(c.grad, c.grad is x.grad); x.grad=None
c=copy.copy(z); print(c, c.grad_fn is z.grad_fn)
m=[x,x]; d=copy.deepcopy(m); print(d[0] is d[1], d[0] is x)
# hooks
h=x.register_hook(lambda g: g*2); (x*3).sum().backward(); print(x.grad); h.remove(); x.grad=None; (x*3).sum().backward(); print(x.grad); x.grad=None
h=x.register_hook(lambda g: "s"); show(lambda:(x*3).sum().backward()); h.remove()
h=x.register_hook(lambda g: torch.ones(3)); show(lambda:(x*3).sum().backward()); h.remove()
h=x.register_post_accumulate_grad_hook(lambda p: print("post",p.grad)); (x*3).sum().backward(); h.remove(); x.grad=None
show(lambda: z.register_post_accumulate_grad_hook(print)); show(lambda: torch.ones(2).register_hook(print)); show(lambda: torch.ones(2).retain_grad())
z=x*2; z.retain_grad(); h=z.register_hook(lambda g: g*10); (z*z).sum().backward(); print(z.grad,x.grad,z.retains_grad); x.grad=None
z=x*2; z.retain_grad(); z.mul_(3); z.sum().backward(); print(z.grad, x.grad); x.grad=None
with h: pass
# grad_fn attributes
y=(x*w).exp(); gf=y.grad_fn
print(gf.name(), gf.next_functions, gf._saved_result, gf.next_functions[0][0]._saved_self, gf.next_functions[0][0].next_functions[0][0].variable is x, gf.metadata)
gf.metadata['a']=1; print(y.grad_fn.metadata)
print(gf._raw_saved_result, type(gf).__name__, isinstance(gf, torch.autograd.graph.Node))
show(lambda: gf._saved_other); show(lambda: gf.nope)
print(x.grad_fn, x.is_leaf, y.is_leaf, x.retains_grad, x.output_nr, y.output_nr, x._version)
a,b=x.unbind(); print(a.output_nr,b.output_nr,a.grad_fn is b.grad_fn,a._is_view(),a._base is x,x._base)
print(torch.autograd.Variable(torch.ones(2),requires_grad=True))


print(torch.is_grad_enabled(), torch.autograd.grad_mode.no_grad, torch.autograd.no_grad if hasattr(torch.autograd,'no_grad') else 1)
show(lambda: y.sum().backward(retain_graph=True, create_graph=True))
print(x.grad)
show(lambda: x.data.requires_grad); show(lambda: x.detach().requires_grad)


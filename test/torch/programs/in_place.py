"""Views of views, writes through them, and what a snippet does with rows and masks."""
import warnings

import torch

warnings.simplefilter("ignore")


def chain(fn, depth=0):
    """The graph below a grad_fn, four levels deep, as one line."""
    if fn is None:
        return "None"
    name = fn.name().replace("torch::autograd::", "")
    below = [f for f, _ in fn.next_functions]
    if depth < 4 and below and not all(f is None or f.name().endswith("AccumulateGrad") for f in below):
        return name + "<-(" + ", ".join(chain(f, depth + 1) for f in below) + ")"
    return f"{name}/{len(below)}"


print('#', 0)
def f0():
    try:
        a=torch.arange(6.).reshape(2,3).t().clone(); A=torch.ones(3,2,requires_grad=True); a=a*A; print(a.stride()); q=a[1]; q.mul_(2); print(chain(a.grad_fn),a.stride()); (a*torch.arange(6.).reshape(3,2)).sum().backward(); print(A.grad)
    except Exception as e: print(type(e).__name__, str(e)[:300])
f0()
print('#', 1)
def f1():
    try:
        A=torch.ones(2,3,requires_grad=True); a=(A*1).t(); b=a*2; print(b.stride()); b[0]=7; b[:,1].mul_(3); (b*torch.arange(6.).reshape(3,2)).sum().backward(); print(A.grad)
    except Exception as e: print(type(e).__name__, str(e)[:300])
f1()
print('#', 2)
def f2():
    try:
        A=torch.ones(2,3,requires_grad=True); p=torch.zeros(4,3)[::2]; p.copy_(A); p[0].mul_(5); print(chain(p.grad_fn)); (p*torch.arange(6.).reshape(2,3)).sum().backward(); print(A.grad)
    except Exception as e: print(type(e).__name__, str(e)[:300])
f2()
print('#', 3)
def f3():
    try:
        A=torch.ones(2,3,requires_grad=True); a=A*1; q=a.detach(); q.zero_(); print(a, a._version)
    except Exception as e: print(type(e).__name__, str(e)[:300])
f3()
print('#', 4)
def f4():
    try:
        A=torch.ones(2,3,requires_grad=True); a=A.exp(); a[0]=1; a.sum().backward()
    except Exception as e: print(type(e).__name__, str(e)[:300])
f4()
print('#', 5)
def f5():
    try:
        A=torch.ones(2,3,requires_grad=True); a=A*A; a[0]=1; a.sum().backward(); print(A.grad)
    except Exception as e: print(type(e).__name__, str(e)[:300])
f5()
print('#', 6)
def f6():
    try:
        A=torch.ones(2,3,requires_grad=True); b=A*1; c=b*b; b[0,0]=3; c.sum().backward()
    except Exception as e: print(type(e).__name__, str(e)[:300])
f6()
print('#', 7)
def f7():
    try:
        A=torch.ones(4,requires_grad=True); b=A*1; x,y=b[:2],b[2:]; x.mul_(y); print(chain(b.grad_fn)); b.sum().backward(); print(A.grad); print(x.grad_fn.name(), y.grad_fn.name())
    except Exception as e: print(type(e).__name__, str(e)[:300])
f7()
print('#', 8)
def f8():
    try:
        A=torch.ones(4,requires_grad=True); b=A*1; v=b.view(2,2); v[0]=v[1]*2; b.sum().backward(); print(A.grad)
    except Exception as e: print(type(e).__name__, str(e)[:300])
f8()
print('#', 9)
def f9():
    try:
        A=torch.ones(4,requires_grad=True); b=A*1; v=b.view(2,2).t(); v.add_(1); print(chain(v.grad_fn)); v.sum().backward(); print(A.grad)
    except Exception as e: print(type(e).__name__, str(e)[:300])
f9()
print('#', 10)
def f10():
    try:
        A=torch.ones(4,requires_grad=True); b=A*1; e=b[None].expand(3,4); b.mul_(2); print(chain(e.grad_fn)); e.sum().backward(); print(A.grad)
    except Exception as e: print(type(e).__name__, str(e)[:300])
f10()
print('#', 11)
def f11():
    try:
        A=torch.ones(4,requires_grad=True); b=(A*1).unbind(0); b[0].add_(1)
    except Exception as e: print(type(e).__name__, str(e)[:300])
f11()
print('#', 12)
def f12():
    try:
        A=torch.ones(4,requires_grad=True); b=(A*1); x=b.unbind(0)[0]; y=x.view(1); y.add_(1)
    except Exception as e: print(type(e).__name__, str(e)[:300])
f12()
print('#', 13)
def f13():
    try:
        A=torch.ones(4,requires_grad=True); b=(A*1).chunk(2)[0]; b+=1
    except Exception as e: print(type(e).__name__, str(e)[:300])
f13()
print('#', 14)
def f14():
    try:
        A=torch.ones(4,requires_grad=True); b=(A*1).split([1,3])[0]; b+=1
    except Exception as e: print(type(e).__name__, str(e)[:300])
f14()
print('#', 15)
def f15():
    try:
        p=torch.ones(4); b=p.chunk(2)[0]; b+=1; print(p)
    except Exception as e: print(type(e).__name__, str(e)[:300])
f15()
print('#', 16)
def f16():
    try:
        p=torch.ones(4); b=p.chunk(2)[0]; b*=torch.ones(2,requires_grad=True)
    except Exception as e: print(type(e).__name__, str(e)[:300])
f16()
print('#', 18)
def f18():
    try:
        p=torch.ones(4)
        with torch.no_grad():
          v=p[:2]
        v.mul_(torch.ones(2,requires_grad=True))
    except Exception as e: print(type(e).__name__, str(e)[:300])
f18()
print('#', 19)
def f19():
    try:
        A=torch.ones(4,requires_grad=True)
        with torch.no_grad():
          A[0]=5
        print(A, A._version, A.is_leaf)
    except Exception as e: print(type(e).__name__, str(e)[:300])
f19()
print('#', 20)
def f20():
    try:
        A=torch.ones(4,requires_grad=True)
        with torch.no_grad():
          A.mul_(2)
          A.copy_(torch.zeros(4))
        print(A, A._version)
    except Exception as e: print(type(e).__name__, str(e)[:300])
f20()
print('#', 21)
def f21():
    try:
        A=torch.ones(4,requires_grad=True); A.data[0]=5; print(A,A._version)
    except Exception as e: print(type(e).__name__, str(e)[:300])
f21()
print('#', 22)
def f22():
    try:
        x=torch.ones(3); y=x.numpy() if False else x.view(3); y[0]=5; print(x, x._version, y._version)
    except Exception as e: print(type(e).__name__, str(e)[:300])
f22()
print('#', 23)
def f23():
    try:
        x=torch.zeros(3,3); x.fill_diagonal_(1); x[x==0]=2; print(x)
    except Exception as e: print(type(e).__name__, str(e)[:300])
f23()
print('#', 24)
def f24():
    try:
        x=torch.arange(6.).reshape(2,3); x[:,0]+=10; print(x)
    except Exception as e: print(type(e).__name__, str(e)[:300])
f24()
print('#', 25)
def f25():
    try:
        x=torch.arange(6.).reshape(2,3); x[[0,1],[0,1]]+=10; print(x, x._version)
    except Exception as e: print(type(e).__name__, str(e)[:300])
f25()
print('#', 26)
def f26():
    try:
        A=torch.arange(6.,requires_grad=True); x=A.reshape(2,3)*1; x[[0,1],[0,1]]+=10; print(chain(x.grad_fn)); x.sum().backward(); print(A.grad)
    except Exception as e: print(type(e).__name__, str(e)[:300])
f26()
print('#', 27)
def f27():
    try:
        A=torch.arange(6.,requires_grad=True); x=A.reshape(2,3)*1; x[0]+=1; print(chain(x.grad_fn)); x.sum().backward(); print(A.grad)
    except Exception as e: print(type(e).__name__, str(e)[:300])
f27()
print('#', 28)
def f28():
    try:
        A=torch.arange(6.,requires_grad=True); x=A.reshape(2,3)*1; x[0]*=x[1]; print(chain(x.grad_fn)); x.sum().backward(); print(A.grad)
    except Exception as e: print(type(e).__name__, str(e)[:300])
f28()
print('#', 29)
def f29():
    try:
        A=torch.arange(4.,requires_grad=True); x=A.reshape(2,2)*1; y=x.t_(); print(x.shape,x.stride(),x._version); x.unsqueeze_(0); x.squeeze_(); print(chain(x.grad_fn)); (x*torch.arange(4.).view(2,2)).sum().backward(); print(A.grad)
    except Exception as e: print(type(e).__name__, str(e)[:300])
f29()
print('#', 30)
def f30():
    try:
        A=torch.arange(4.,requires_grad=True); x=(A*1).view(2,2); x.t_(); print(chain(x.grad_fn)); (x*torch.arange(4.).view(2,2)).sum().backward(); print(A.grad)
    except Exception as e: print(type(e).__name__, str(e)[:300])
f30()
print('#', 31)
def f31():
    try:
        A=torch.arange(4.,requires_grad=True); x=(A*1).view(2,2); x.unsqueeze_(0); print(chain(x.grad_fn),x.shape)
    except Exception as e: print(type(e).__name__, str(e)[:300])
f31()
print('#', 32)
def f32():
    try:
        A=torch.arange(4.,requires_grad=True); x=A*1; y=x[1:]; y.zero_(); y.retain_grad(); x.retain_grad(); x.sum().backward(); print(A.grad,x.grad,y.grad)
    except Exception as e: print(type(e).__name__, str(e)[:300])
f32()
print('#', 33)
def f33():
    try:
        A=torch.arange(4.,requires_grad=True); z=torch.zeros(2,4); z[0]=A; z[1]=A*2; (z*z).sum().backward(); print(A.grad)
    except Exception as e: print(type(e).__name__, str(e)[:300])
f33()
print('#', 34)
def f34():
    try:
        A=torch.arange(4.,requires_grad=True); z=torch.zeros(4); 
        for i in range(4): z[i]=A[i]**2
        print(z); z.sum().backward(); print(A.grad)
    except Exception as e: print(type(e).__name__, str(e)[:300])
f34()
print('#', 35)
def f35():
    try:
        A=torch.arange(4.,requires_grad=True); z=torch.empty(2,2); z[0,0]=A[0]; z[0,1]=A[1]; z[1]=A[2:]; g=torch.autograd.grad((z**3).sum(),A,create_graph=True)[0]; print(g); print(torch.autograd.grad(g.sum(),A)[0])
    except Exception as e: print(type(e).__name__, str(e)[:300])
f35()
print('#', 36)
def f36():
    try:
        z=torch.zeros(3,dtype=torch.complex64); z.real[0]=2; z.imag=torch.ones(3); print(z, z._version)
    except Exception as e: print(type(e).__name__, str(e)[:300])
f36()
print('#', 37)
def f37():
    try:
        z=torch.zeros(3,dtype=torch.complex64,requires_grad=True)*1; z.real[0]=2; print(chain(z.grad_fn)); z.abs().sum().backward() if False else None
    except Exception as e: print(type(e).__name__, str(e)[:300])
f37()
print('#', 38)
def f38():
    try:
        x=torch.ones(2,3); x.T[0]=5; print(x)
    except Exception as e: print(type(e).__name__, str(e)[:300])
f38()
print('#', 39)
def f39():
    try:
        x=torch.ones(2,2); x[0]=x[1]*3; x[:,0]=x[:,1]; x[...,1]=0; print(x)
    except Exception as e: print(type(e).__name__, str(e)[:300])
f39()
print('#', 40)
def f40():
    try:
        x=torch.arange(5); x[1:]=x[:-1]; print(x)
    except Exception as e: print(type(e).__name__, str(e)[:300])
f40()
print('#', 41)
def f41():
    try:
        x=torch.arange(5); x[1:]=x[:-1].clone(); x.add_(1.5)
    except Exception as e: print(type(e).__name__, str(e)[:300])
f41()
print('#', 42)
def f42():
    try:
        x=torch.arange(3); x[0]=True; x[1]=2.9; print(x); x/=2
    except Exception as e: print(type(e).__name__, str(e)[:300])
f42()
print('#', 43)
def f43():
    try:
        x=torch.zeros(2); x[0]=torch.tensor([3.]); print(x); x[0]=torch.tensor([[3.,4.]])
    except Exception as e: print(type(e).__name__, str(e)[:300])
f43()
print('#', 44)
def f44():
    try:
        x=torch.zeros(2,requires_grad=True); y=x.clone(); y[0]=torch.tensor(3.,requires_grad=True); print(chain(y.grad_fn))
    except Exception as e: print(type(e).__name__, str(e)[:300])
f44()
print('#', 45)
def f45():
    try:
        x=torch.zeros(2); x[torch.tensor([True,False])]=torch.tensor([1.,2.])
    except Exception as e: print(type(e).__name__, str(e)[:300])
f45()
print('#', 46)
def f46():
    try:
        x=torch.zeros(2,2); x[[0,0],[1,1]]=torch.tensor([1.,2.]); print(x)
    except Exception as e: print(type(e).__name__, str(e)[:300])
f46()
print('#', 47)
def f47():
    try:
        x=torch.zeros(3); x.index_put_((torch.tensor([0,0,1]),),torch.ones(3),accumulate=True); print(x)
    except Exception as e: print(type(e).__name__, str(e)[:300])
f47()
print('#', 48)
def f48():
    try:
        x=torch.zeros(3); x.scatter_add_(0,torch.tensor([0,0,1]),torch.ones(3)); x.index_add_(0,torch.tensor([2]),torch.ones(1),alpha=-3); print(x)
    except Exception as e: print(type(e).__name__, str(e)[:300])
f48()
print('#', 49)
def f49():
    try:
        a,b=torch.zeros(2,3); print(a,b); a[0]=1
    except Exception as e: print(type(e).__name__, str(e)[:300])
f49()
print('#', 50)
def f50():
    try:
        for row in torch.eye(2,requires_grad=True): print(row, row.grad_fn.name())
    except Exception as e: print(type(e).__name__, str(e)[:300])
f50()
print('#', 51)
def f51():
    try:
        print([*torch.arange(3)], list(torch.eye(2)), max(torch.tensor([1,3,2])), sum(torch.tensor([1.,2.])), sorted(torch.tensor([3,1,2])))
    except Exception as e: print(type(e).__name__, str(e)[:300])
f51()
print('#', 52)
def f52():
    try:
        print(dict(enumerate(torch.arange(2))), tuple(zip(torch.arange(2),"ab")))
    except Exception as e: print(type(e).__name__, str(e)[:300])
f52()
print('#', 53)
def f53():
    try:
        print(torch.arange(10)[2:8:3], torch.arange(10)[-3:], torch.arange(24).view(2,3,4)[...,-1], torch.arange(24).view(2,3,4)[:,[0,2],::2])
    except Exception as e: print(type(e).__name__, str(e)[:300])
f53()
print('#', 54)
def f54():
    try:
        x=torch.arange(24).view(2,3,4); print(x[x%2==0].shape, x[:,torch.tensor([[0,1],[1,2]])].shape, x[torch.tensor([0,1]),:,torch.tensor([0,1])].shape, x[0,...,None].shape, x[None,...,0].shape)
    except Exception as e: print(type(e).__name__, str(e)[:300])
f54()
print('#', 55)
def f55():
    try:
        print(torch.tensor([1.,2.])[torch.tensor(0)], torch.tensor(5)[None], torch.tensor(5)[...], torch.tensor(5)[()])
    except Exception as e: print(type(e).__name__, str(e)[:300])
f55()
print('#', 56)
def f56():
    try:
        del torch.zeros(3)[0]
    except Exception as e: print(type(e).__name__, str(e)[:300])
f56()
print('#', 57)
def f57():
    try:
        x=torch.zeros(3); x["a"]=1
    except Exception as e: print(type(e).__name__, str(e)[:300])
f57()
print('#', 58)
def f58():
    try:
        x=torch.zeros(3); x[0]="a"
    except Exception as e: print(type(e).__name__, str(e)[:300])
f58()
print('#', 59)
def f59():
    try:
        x=torch.zeros(3); x[None,0]=[1]
    except Exception as e: print(type(e).__name__, str(e)[:300])
f59()
print('#', 60)
def f60():
    try:
        x=torch.zeros(3); x[0:2]=torch.ones(3)
    except Exception as e: print(type(e).__name__, str(e)[:300])
f60()
print('#', 61)
def f61():
    try:
        x=torch.zeros(3); x[[0,1]]=torch.ones(3)
    except Exception as e: print(type(e).__name__, str(e)[:300])
f61()
print('#', 62)
def f62():
    try:
        x=torch.zeros(3); x[5]=1
    except Exception as e: print(type(e).__name__, str(e)[:300])
f62()
print('#', 63)
def f63():
    try:
        x=torch.zeros(3); x[5.]=1
    except Exception as e: print(type(e).__name__, str(e)[:300])
f63()
print('#', 64)
def f64():
    try:
        x=torch.zeros(2,2); x[0,0,0]=1
    except Exception as e: print(type(e).__name__, str(e)[:300])
f64()
print('#', 65)
def f65():
    try:
        hash(torch.zeros(2)[0]); print(torch.zeros(2).T.shape, len(torch.zeros(3,2)), torch.zeros(2)[0] in torch.zeros(3), 1.0 in torch.zeros(2))
    except Exception as e: print(type(e).__name__, str(e)[:300])
f65()

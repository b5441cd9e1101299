"""Writes in place: versions, graphs, gradients and what is forbidden."""
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


def L(*shape):
    return torch.arange(float(torch.Size(shape).numel())).reshape(shape).requires_grad_()


i = torch.tensor([[0, 1, 0], [1, 0, 1]])
m = torch.tensor([[True, False, True], [False, True, False]])


def report(leaves, *tensors):
    for t in tensors:
        print(chain(t.grad_fn), t._version, t.requires_grad, t.is_leaf, t.detach().tolist())
    total = sum((t * torch.arange(1.0, 1.0 + t.numel()).reshape(t.shape)).sum() for t in tensors)
    if total.requires_grad:
        total.backward()
        print([None if t.grad is None else t.grad.tolist() for t in leaves])



def case_0():
    A, B, V, W = L(2, 3), L(2, 3), L(4), L(1)
    a, b, v, p = A * 1, B * 1, V * 1, torch.zeros(2, 3)
    bb, w, q = a.clone(), W[0] * 1, torch.zeros(1)
    try:
        a.zero_()
        report((A, B, V, W), a, p, bb, q)
    except Exception as e:
        print(type(e).__name__, str(e))


print('a.zero_()')
case_0()


def case_1():
    A, B, V, W = L(2, 3), L(2, 3), L(4), L(1)
    a, b, v, p = A * 1, B * 1, V * 1, torch.zeros(2, 3)
    bb, w, q = a.clone(), W[0] * 1, torch.zeros(1)
    try:
        a.fill_(2)
        report((A, B, V, W), a, p, bb, q)
    except Exception as e:
        print(type(e).__name__, str(e))


print('a.fill_(2)')
case_1()


def case_2():
    A, B, V, W = L(2, 3), L(2, 3), L(4), L(1)
    a, b, v, p = A * 1, B * 1, V * 1, torch.zeros(2, 3)
    bb, w, q = a.clone(), W[0] * 1, torch.zeros(1)
    try:
        a.fill_(w)
        report((A, B, V, W), a, p, bb, q)
    except Exception as e:
        print(type(e).__name__, str(e))


print('a.fill_(w)')
case_2()


def case_3():
    A, B, V, W = L(2, 3), L(2, 3), L(4), L(1)
    a, b, v, p = A * 1, B * 1, V * 1, torch.zeros(2, 3)
    bb, w, q = a.clone(), W[0] * 1, torch.zeros(1)
    try:
        a.copy_(b)
        report((A, B, V, W), a, p, bb, q)
    except Exception as e:
        print(type(e).__name__, str(e))


print('a.copy_(b)')
case_3()


def case_4():
    A, B, V, W = L(2, 3), L(2, 3), L(4), L(1)
    a, b, v, p = A * 1, B * 1, V * 1, torch.zeros(2, 3)
    bb, w, q = a.clone(), W[0] * 1, torch.zeros(1)
    try:
        p.copy_(b)
        report((A, B, V, W), a, p, bb, q)
    except Exception as e:
        print(type(e).__name__, str(e))


print('p.copy_(b)')
case_4()


def case_5():
    A, B, V, W = L(2, 3), L(2, 3), L(4), L(1)
    a, b, v, p = A * 1, B * 1, V * 1, torch.zeros(2, 3)
    bb, w, q = a.clone(), W[0] * 1, torch.zeros(1)
    try:
        p.copy_(b[0])
        report((A, B, V, W), a, p, bb, q)
    except Exception as e:
        print(type(e).__name__, str(e))


print('p.copy_(b[0])')
case_5()


def case_6():
    A, B, V, W = L(2, 3), L(2, 3), L(4), L(1)
    a, b, v, p = A * 1, B * 1, V * 1, torch.zeros(2, 3)
    bb, w, q = a.clone(), W[0] * 1, torch.zeros(1)
    try:
        a[0]=5
        report((A, B, V, W), a, p, bb, q)
    except Exception as e:
        print(type(e).__name__, str(e))


print('a[0]=5')
case_6()


def case_7():
    A, B, V, W = L(2, 3), L(2, 3), L(4), L(1)
    a, b, v, p = A * 1, B * 1, V * 1, torch.zeros(2, 3)
    bb, w, q = a.clone(), W[0] * 1, torch.zeros(1)
    try:
        a[0]=b[1]
        report((A, B, V, W), a, p, bb, q)
    except Exception as e:
        print(type(e).__name__, str(e))


print('a[0]=b[1]')
case_7()


def case_8():
    A, B, V, W = L(2, 3), L(2, 3), L(4), L(1)
    a, b, v, p = A * 1, B * 1, V * 1, torch.zeros(2, 3)
    bb, w, q = a.clone(), W[0] * 1, torch.zeros(1)
    try:
        p[0]=b[1]
        report((A, B, V, W), a, p, bb, q)
    except Exception as e:
        print(type(e).__name__, str(e))


print('p[0]=b[1]')
case_8()


def case_9():
    A, B, V, W = L(2, 3), L(2, 3), L(4), L(1)
    a, b, v, p = A * 1, B * 1, V * 1, torch.zeros(2, 3)
    bb, w, q = a.clone(), W[0] * 1, torch.zeros(1)
    try:
        p[0,0]=w
        report((A, B, V, W), a, p, bb, q)
    except Exception as e:
        print(type(e).__name__, str(e))


print('p[0,0]=w')
case_9()


def case_10():
    A, B, V, W = L(2, 3), L(2, 3), L(4), L(1)
    a, b, v, p = A * 1, B * 1, V * 1, torch.zeros(2, 3)
    bb, w, q = a.clone(), W[0] * 1, torch.zeros(1)
    try:
        p[m]=w
        report((A, B, V, W), a, p, bb, q)
    except Exception as e:
        print(type(e).__name__, str(e))


print('p[m]=w')
case_10()


def case_11():
    A, B, V, W = L(2, 3), L(2, 3), L(4), L(1)
    a, b, v, p = A * 1, B * 1, V * 1, torch.zeros(2, 3)
    bb, w, q = a.clone(), W[0] * 1, torch.zeros(1)
    try:
        p[m]=5
        report((A, B, V, W), a, p, bb, q)
    except Exception as e:
        print(type(e).__name__, str(e))


print('p[m]=5')
case_11()


def case_12():
    A, B, V, W = L(2, 3), L(2, 3), L(4), L(1)
    a, b, v, p = A * 1, B * 1, V * 1, torch.zeros(2, 3)
    bb, w, q = a.clone(), W[0] * 1, torch.zeros(1)
    try:
        a[m]=5
        report((A, B, V, W), a, p, bb, q)
    except Exception as e:
        print(type(e).__name__, str(e))


print('a[m]=5')
case_12()


def case_13():
    A, B, V, W = L(2, 3), L(2, 3), L(4), L(1)
    a, b, v, p = A * 1, B * 1, V * 1, torch.zeros(2, 3)
    bb, w, q = a.clone(), W[0] * 1, torch.zeros(1)
    try:
        a[m]=v[:3]
        report((A, B, V, W), a, p, bb, q)
    except Exception as e:
        print(type(e).__name__, str(e))


print('a[m]=v[:3]')
case_13()


def case_14():
    A, B, V, W = L(2, 3), L(2, 3), L(4), L(1)
    a, b, v, p = A * 1, B * 1, V * 1, torch.zeros(2, 3)
    bb, w, q = a.clone(), W[0] * 1, torch.zeros(1)
    try:
        a[[0,1],[0,1]]=w
        report((A, B, V, W), a, p, bb, q)
    except Exception as e:
        print(type(e).__name__, str(e))


print('a[[0,1],[0,1]]=w')
case_14()


def case_15():
    A, B, V, W = L(2, 3), L(2, 3), L(4), L(1)
    a, b, v, p = A * 1, B * 1, V * 1, torch.zeros(2, 3)
    bb, w, q = a.clone(), W[0] * 1, torch.zeros(1)
    try:
        p[:,[0,1]]=v[:2]
        report((A, B, V, W), a, p, bb, q)
    except Exception as e:
        print(type(e).__name__, str(e))


print('p[:,[0,1]]=v[:2]')
case_15()


def case_16():
    A, B, V, W = L(2, 3), L(2, 3), L(4), L(1)
    a, b, v, p = A * 1, B * 1, V * 1, torch.zeros(2, 3)
    bb, w, q = a.clone(), W[0] * 1, torch.zeros(1)
    try:
        p[:]=b
        report((A, B, V, W), a, p, bb, q)
    except Exception as e:
        print(type(e).__name__, str(e))


print('p[:]=b')
case_16()


def case_17():
    A, B, V, W = L(2, 3), L(2, 3), L(4), L(1)
    a, b, v, p = A * 1, B * 1, V * 1, torch.zeros(2, 3)
    bb, w, q = a.clone(), W[0] * 1, torch.zeros(1)
    try:
        p[...]=b
        report((A, B, V, W), a, p, bb, q)
    except Exception as e:
        print(type(e).__name__, str(e))


print('p[...]=b')
case_17()


def case_18():
    A, B, V, W = L(2, 3), L(2, 3), L(4), L(1)
    a, b, v, p = A * 1, B * 1, V * 1, torch.zeros(2, 3)
    bb, w, q = a.clone(), W[0] * 1, torch.zeros(1)
    try:
        p[None]=b
        report((A, B, V, W), a, p, bb, q)
    except Exception as e:
        print(type(e).__name__, str(e))


print('p[None]=b')
case_18()


def case_19():
    A, B, V, W = L(2, 3), L(2, 3), L(4), L(1)
    a, b, v, p = A * 1, B * 1, V * 1, torch.zeros(2, 3)
    bb, w, q = a.clone(), W[0] * 1, torch.zeros(1)
    try:
        a[True]=b
        report((A, B, V, W), a, p, bb, q)
    except Exception as e:
        print(type(e).__name__, str(e))


print('a[True]=b')
case_19()


def case_20():
    A, B, V, W = L(2, 3), L(2, 3), L(4), L(1)
    a, b, v, p = A * 1, B * 1, V * 1, torch.zeros(2, 3)
    bb, w, q = a.clone(), W[0] * 1, torch.zeros(1)
    try:
        a[False]=b
        report((A, B, V, W), a, p, bb, q)
    except Exception as e:
        print(type(e).__name__, str(e))


print('a[False]=b')
case_20()


def case_21():
    A, B, V, W = L(2, 3), L(2, 3), L(4), L(1)
    a, b, v, p = A * 1, B * 1, V * 1, torch.zeros(2, 3)
    bb, w, q = a.clone(), W[0] * 1, torch.zeros(1)
    try:
        a[()]=w
        report((A, B, V, W), a, p, bb, q)
    except Exception as e:
        print(type(e).__name__, str(e))


print('a[()]=w')
case_21()


def case_22():
    A, B, V, W = L(2, 3), L(2, 3), L(4), L(1)
    a, b, v, p = A * 1, B * 1, V * 1, torch.zeros(2, 3)
    bb, w, q = a.clone(), W[0] * 1, torch.zeros(1)
    try:
        a[torch.tensor(0)]=b[0]
        report((A, B, V, W), a, p, bb, q)
    except Exception as e:
        print(type(e).__name__, str(e))


print('a[torch.tensor(0)]=b[0]')
case_22()


def case_23():
    A, B, V, W = L(2, 3), L(2, 3), L(4), L(1)
    a, b, v, p = A * 1, B * 1, V * 1, torch.zeros(2, 3)
    bb, w, q = a.clone(), W[0] * 1, torch.zeros(1)
    try:
        a.t_()
        report((A, B, V, W), a, p, bb, q)
    except Exception as e:
        print(type(e).__name__, str(e))


print('a.t_()')
case_23()


def case_24():
    A, B, V, W = L(2, 3), L(2, 3), L(4), L(1)
    a, b, v, p = A * 1, B * 1, V * 1, torch.zeros(2, 3)
    bb, w, q = a.clone(), W[0] * 1, torch.zeros(1)
    try:
        a.unsqueeze_(0)
        report((A, B, V, W), a, p, bb, q)
    except Exception as e:
        print(type(e).__name__, str(e))


print('a.unsqueeze_(0)')
case_24()


def case_25():
    A, B, V, W = L(2, 3), L(2, 3), L(4), L(1)
    a, b, v, p = A * 1, B * 1, V * 1, torch.zeros(2, 3)
    bb, w, q = a.clone(), W[0] * 1, torch.zeros(1)
    try:
        a.squeeze_()
        report((A, B, V, W), a, p, bb, q)
    except Exception as e:
        print(type(e).__name__, str(e))


print('a.squeeze_()')
case_25()


def case_26():
    A, B, V, W = L(2, 3), L(2, 3), L(4), L(1)
    a, b, v, p = A * 1, B * 1, V * 1, torch.zeros(2, 3)
    bb, w, q = a.clone(), W[0] * 1, torch.zeros(1)
    try:
        a.transpose_(0,1)
        report((A, B, V, W), a, p, bb, q)
    except Exception as e:
        print(type(e).__name__, str(e))


print('a.transpose_(0,1)')
case_26()


def case_27():
    A, B, V, W = L(2, 3), L(2, 3), L(4), L(1)
    a, b, v, p = A * 1, B * 1, V * 1, torch.zeros(2, 3)
    bb, w, q = a.clone(), W[0] * 1, torch.zeros(1)
    try:
        a.masked_fill_(m,2.)
        report((A, B, V, W), a, p, bb, q)
    except Exception as e:
        print(type(e).__name__, str(e))


print('a.masked_fill_(m,2.)')
case_27()


def case_28():
    A, B, V, W = L(2, 3), L(2, 3), L(4), L(1)
    a, b, v, p = A * 1, B * 1, V * 1, torch.zeros(2, 3)
    bb, w, q = a.clone(), W[0] * 1, torch.zeros(1)
    try:
        a.masked_fill_(m,w)
        report((A, B, V, W), a, p, bb, q)
    except Exception as e:
        print(type(e).__name__, str(e))


print('a.masked_fill_(m,w)')
case_28()


def case_29():
    A, B, V, W = L(2, 3), L(2, 3), L(4), L(1)
    a, b, v, p = A * 1, B * 1, V * 1, torch.zeros(2, 3)
    bb, w, q = a.clone(), W[0] * 1, torch.zeros(1)
    try:
        a.masked_scatter_(m,b)
        report((A, B, V, W), a, p, bb, q)
    except Exception as e:
        print(type(e).__name__, str(e))


print('a.masked_scatter_(m,b)')
case_29()


def case_30():
    A, B, V, W = L(2, 3), L(2, 3), L(4), L(1)
    a, b, v, p = A * 1, B * 1, V * 1, torch.zeros(2, 3)
    bb, w, q = a.clone(), W[0] * 1, torch.zeros(1)
    try:
        a.scatter_(0,i,b)
        report((A, B, V, W), a, p, bb, q)
    except Exception as e:
        print(type(e).__name__, str(e))


print('a.scatter_(0,i,b)')
case_30()


def case_31():
    A, B, V, W = L(2, 3), L(2, 3), L(4), L(1)
    a, b, v, p = A * 1, B * 1, V * 1, torch.zeros(2, 3)
    bb, w, q = a.clone(), W[0] * 1, torch.zeros(1)
    try:
        a.scatter_(0,i,2.)
        report((A, B, V, W), a, p, bb, q)
    except Exception as e:
        print(type(e).__name__, str(e))


print('a.scatter_(0,i,2.)')
case_31()


def case_32():
    A, B, V, W = L(2, 3), L(2, 3), L(4), L(1)
    a, b, v, p = A * 1, B * 1, V * 1, torch.zeros(2, 3)
    bb, w, q = a.clone(), W[0] * 1, torch.zeros(1)
    try:
        a.scatter_(0,i,b,reduce="add")
        report((A, B, V, W), a, p, bb, q)
    except Exception as e:
        print(type(e).__name__, str(e))


print('a.scatter_(0,i,b,reduce="add")')
case_32()


def case_33():
    A, B, V, W = L(2, 3), L(2, 3), L(4), L(1)
    a, b, v, p = A * 1, B * 1, V * 1, torch.zeros(2, 3)
    bb, w, q = a.clone(), W[0] * 1, torch.zeros(1)
    try:
        a.scatter_add_(0,i,b)
        report((A, B, V, W), a, p, bb, q)
    except Exception as e:
        print(type(e).__name__, str(e))


print('a.scatter_add_(0,i,b)')
case_33()


def case_34():
    A, B, V, W = L(2, 3), L(2, 3), L(4), L(1)
    a, b, v, p = A * 1, B * 1, V * 1, torch.zeros(2, 3)
    bb, w, q = a.clone(), W[0] * 1, torch.zeros(1)
    try:
        a.index_fill_(0,torch.tensor([0]),2.)
        report((A, B, V, W), a, p, bb, q)
    except Exception as e:
        print(type(e).__name__, str(e))


print('a.index_fill_(0,torch.tensor([0]),2.)')
case_34()


def case_35():
    A, B, V, W = L(2, 3), L(2, 3), L(4), L(1)
    a, b, v, p = A * 1, B * 1, V * 1, torch.zeros(2, 3)
    bb, w, q = a.clone(), W[0] * 1, torch.zeros(1)
    try:
        a.index_copy_(0,torch.tensor([0,1]),b)
        report((A, B, V, W), a, p, bb, q)
    except Exception as e:
        print(type(e).__name__, str(e))


print('a.index_copy_(0,torch.tensor([0,1]),b)')
case_35()


def case_36():
    A, B, V, W = L(2, 3), L(2, 3), L(4), L(1)
    a, b, v, p = A * 1, B * 1, V * 1, torch.zeros(2, 3)
    bb, w, q = a.clone(), W[0] * 1, torch.zeros(1)
    try:
        a.index_add_(0,torch.tensor([0,1]),b)
        report((A, B, V, W), a, p, bb, q)
    except Exception as e:
        print(type(e).__name__, str(e))


print('a.index_add_(0,torch.tensor([0,1]),b)')
case_36()


def case_37():
    A, B, V, W = L(2, 3), L(2, 3), L(4), L(1)
    a, b, v, p = A * 1, B * 1, V * 1, torch.zeros(2, 3)
    bb, w, q = a.clone(), W[0] * 1, torch.zeros(1)
    try:
        a.index_put_((torch.tensor([0]),),torch.tensor(1.))
        report((A, B, V, W), a, p, bb, q)
    except Exception as e:
        print(type(e).__name__, str(e))


print('a.index_put_((torch.tensor([0]),),torch.tensor(1.))')
case_37()


def case_38():
    A, B, V, W = L(2, 3), L(2, 3), L(4), L(1)
    a, b, v, p = A * 1, B * 1, V * 1, torch.zeros(2, 3)
    bb, w, q = a.clone(), W[0] * 1, torch.zeros(1)
    try:
        a.put_(torch.tensor([0,1]),v[:2])
        report((A, B, V, W), a, p, bb, q)
    except Exception as e:
        print(type(e).__name__, str(e))


print('a.put_(torch.tensor([0,1]),v[:2])')
case_38()


def case_39():
    A, B, V, W = L(2, 3), L(2, 3), L(4), L(1)
    a, b, v, p = A * 1, B * 1, V * 1, torch.zeros(2, 3)
    bb, w, q = a.clone(), W[0] * 1, torch.zeros(1)
    try:
        a.tril_()
        report((A, B, V, W), a, p, bb, q)
    except Exception as e:
        print(type(e).__name__, str(e))


print('a.tril_()')
case_39()


def case_40():
    A, B, V, W = L(2, 3), L(2, 3), L(4), L(1)
    a, b, v, p = A * 1, B * 1, V * 1, torch.zeros(2, 3)
    bb, w, q = a.clone(), W[0] * 1, torch.zeros(1)
    try:
        a.triu_()
        report((A, B, V, W), a, p, bb, q)
    except Exception as e:
        print(type(e).__name__, str(e))


print('a.triu_()')
case_40()


def case_41():
    A, B, V, W = L(2, 3), L(2, 3), L(4), L(1)
    a, b, v, p = A * 1, B * 1, V * 1, torch.zeros(2, 3)
    bb, w, q = a.clone(), W[0] * 1, torch.zeros(1)
    try:
        a.fill_diagonal_(1)
        report((A, B, V, W), a, p, bb, q)
    except Exception as e:
        print(type(e).__name__, str(e))


print('a.fill_diagonal_(1)')
case_41()


def case_42():
    A, B, V, W = L(2, 3), L(2, 3), L(4), L(1)
    a, b, v, p = A * 1, B * 1, V * 1, torch.zeros(2, 3)
    bb, w, q = a.clone(), W[0] * 1, torch.zeros(1)
    try:
        q=a[0]; q.mul_(2)
        report((A, B, V, W), a, p, bb, q)
    except Exception as e:
        print(type(e).__name__, str(e))


print('q=a[0]; q.mul_(2)')
case_42()


def case_43():
    A, B, V, W = L(2, 3), L(2, 3), L(4), L(1)
    a, b, v, p = A * 1, B * 1, V * 1, torch.zeros(2, 3)
    bb, w, q = a.clone(), W[0] * 1, torch.zeros(1)
    try:
        q=a[0]; a.mul_(2)
        report((A, B, V, W), a, p, bb, q)
    except Exception as e:
        print(type(e).__name__, str(e))


print('q=a[0]; a.mul_(2)')
case_43()


def case_44():
    A, B, V, W = L(2, 3), L(2, 3), L(4), L(1)
    a, b, v, p = A * 1, B * 1, V * 1, torch.zeros(2, 3)
    bb, w, q = a.clone(), W[0] * 1, torch.zeros(1)
    try:
        q=a.view(-1); q[0]=5
        report((A, B, V, W), a, p, bb, q)
    except Exception as e:
        print(type(e).__name__, str(e))


print('q=a.view(-1); q[0]=5')
case_44()


def case_45():
    A, B, V, W = L(2, 3), L(2, 3), L(4), L(1)
    a, b, v, p = A * 1, B * 1, V * 1, torch.zeros(2, 3)
    bb, w, q = a.clone(), W[0] * 1, torch.zeros(1)
    try:
        q=a.t(); q[0]=5
        report((A, B, V, W), a, p, bb, q)
    except Exception as e:
        print(type(e).__name__, str(e))


print('q=a.t(); q[0]=5')
case_45()


def case_46():
    A, B, V, W = L(2, 3), L(2, 3), L(4), L(1)
    a, b, v, p = A * 1, B * 1, V * 1, torch.zeros(2, 3)
    bb, w, q = a.clone(), W[0] * 1, torch.zeros(1)
    try:
        q=a.t(); q[0,0].mul_(2)
        report((A, B, V, W), a, p, bb, q)
    except Exception as e:
        print(type(e).__name__, str(e))


print('q=a.t(); q[0,0].mul_(2)')
case_46()


def case_47():
    A, B, V, W = L(2, 3), L(2, 3), L(4), L(1)
    a, b, v, p = A * 1, B * 1, V * 1, torch.zeros(2, 3)
    bb, w, q = a.clone(), W[0] * 1, torch.zeros(1)
    try:
        q,r=a.unbind(); q.mul_(2)
        report((A, B, V, W), a, p, bb, q)
    except Exception as e:
        print(type(e).__name__, str(e))


print('q,r=a.unbind(); q.mul_(2)')
case_47()


def case_48():
    A, B, V, W = L(2, 3), L(2, 3), L(4), L(1)
    a, b, v, p = A * 1, B * 1, V * 1, torch.zeros(2, 3)
    bb, w, q = a.clone(), W[0] * 1, torch.zeros(1)
    try:
        q,r=a.unbind(); a.mul_(2); q
        report((A, B, V, W), a, p, bb, q)
    except Exception as e:
        print(type(e).__name__, str(e))


print('q,r=a.unbind(); a.mul_(2); q')
case_48()


def case_49():
    A, B, V, W = L(2, 3), L(2, 3), L(4), L(1)
    a, b, v, p = A * 1, B * 1, V * 1, torch.zeros(2, 3)
    bb, w, q = a.clone(), W[0] * 1, torch.zeros(1)
    try:
        q,r=a.split(1); q.mul_(2)
        report((A, B, V, W), a, p, bb, q)
    except Exception as e:
        print(type(e).__name__, str(e))


print('q,r=a.split(1); q.mul_(2)')
case_49()


def case_50():
    A, B, V, W = L(2, 3), L(2, 3), L(4), L(1)
    a, b, v, p = A * 1, B * 1, V * 1, torch.zeros(2, 3)
    bb, w, q = a.clone(), W[0] * 1, torch.zeros(1)
    try:
        q=a.detach(); q.mul_(2)
        report((A, B, V, W), a, p, bb, q)
    except Exception as e:
        print(type(e).__name__, str(e))


print('q=a.detach(); q.mul_(2)')
case_50()


def case_51():
    A, B, V, W = L(2, 3), L(2, 3), L(4), L(1)
    a, b, v, p = A * 1, B * 1, V * 1, torch.zeros(2, 3)
    bb, w, q = a.clone(), W[0] * 1, torch.zeros(1)
    try:
        q=a[0].detach(); q.mul_(2)
        report((A, B, V, W), a, p, bb, q)
    except Exception as e:
        print(type(e).__name__, str(e))


print('q=a[0].detach(); q.mul_(2)')
case_51()


def case_52():
    A, B, V, W = L(2, 3), L(2, 3), L(4), L(1)
    a, b, v, p = A * 1, B * 1, V * 1, torch.zeros(2, 3)
    bb, w, q = a.clone(), W[0] * 1, torch.zeros(1)
    try:
        with torch.no_grad(): q=a[0]
        q.mul_(2)
        report((A, B, V, W), a, p, bb, q)
    except Exception as e:
        print(type(e).__name__, str(e))


print('with torch.no_grad(): q=a[0]\nq.mul_(2)')
case_52()


def case_53():
    A, B, V, W = L(2, 3), L(2, 3), L(4), L(1)
    a, b, v, p = A * 1, B * 1, V * 1, torch.zeros(2, 3)
    bb, w, q = a.clone(), W[0] * 1, torch.zeros(1)
    try:
        with torch.no_grad(): q=a[0]
        a.mul_(2)
        q.grad_fn
        report((A, B, V, W), a, p, bb, q)
    except Exception as e:
        print(type(e).__name__, str(e))


print('with torch.no_grad(): q=a[0]\na.mul_(2)\nq.grad_fn')
case_53()


def case_54():
    A, B, V, W = L(2, 3), L(2, 3), L(4), L(1)
    a, b, v, p = A * 1, B * 1, V * 1, torch.zeros(2, 3)
    bb, w, q = a.clone(), W[0] * 1, torch.zeros(1)
    try:
        q=p[0]; q.mul_(b[0])
        report((A, B, V, W), a, p, bb, q)
    except Exception as e:
        print(type(e).__name__, str(e))


print('q=p[0]; q.mul_(b[0])')
case_54()


def case_55():
    A, B, V, W = L(2, 3), L(2, 3), L(4), L(1)
    a, b, v, p = A * 1, B * 1, V * 1, torch.zeros(2, 3)
    bb, w, q = a.clone(), W[0] * 1, torch.zeros(1)
    try:
        q=p[0]; q.mul_(2)
        report((A, B, V, W), a, p, bb, q)
    except Exception as e:
        print(type(e).__name__, str(e))


print('q=p[0]; q.mul_(2)')
case_55()


def case_56():
    A, B, V, W = L(2, 3), L(2, 3), L(4), L(1)
    a, b, v, p = A * 1, B * 1, V * 1, torch.zeros(2, 3)
    bb, w, q = a.clone(), W[0] * 1, torch.zeros(1)
    try:
        q=p[0]; q.mul_(2); p.mul_(b)
        report((A, B, V, W), a, p, bb, q)
    except Exception as e:
        print(type(e).__name__, str(e))


print('q=p[0]; q.mul_(2); p.mul_(b)')
case_56()


def case_57():
    A, B, V, W = L(2, 3), L(2, 3), L(4), L(1)
    a, b, v, p = A * 1, B * 1, V * 1, torch.zeros(2, 3)
    bb, w, q = a.clone(), W[0] * 1, torch.zeros(1)
    try:
        q=p[0]; p.mul_(b)
        report((A, B, V, W), a, p, bb, q)
    except Exception as e:
        print(type(e).__name__, str(e))


print('q=p[0]; p.mul_(b)')
case_57()


def case_58():
    A, B, V, W = L(2, 3), L(2, 3), L(4), L(1)
    a, b, v, p = A * 1, B * 1, V * 1, torch.zeros(2, 3)
    bb, w, q = a.clone(), W[0] * 1, torch.zeros(1)
    try:
        q=p[0]; p.mul_(b); q.mul_(2)
        report((A, B, V, W), a, p, bb, q)
    except Exception as e:
        print(type(e).__name__, str(e))


print('q=p[0]; p.mul_(b); q.mul_(2)')
case_58()


def case_59():
    A, B, V, W = L(2, 3), L(2, 3), L(4), L(1)
    a, b, v, p = A * 1, B * 1, V * 1, torch.zeros(2, 3)
    bb, w, q = a.clone(), W[0] * 1, torch.zeros(1)
    try:
        a.expand(2,2,3).add_(1)
        report((A, B, V, W), a, p, bb, q)
    except Exception as e:
        print(type(e).__name__, str(e))


print('a.expand(2,2,3).add_(1)')
case_59()


def case_60():
    A, B, V, W = L(2, 3), L(2, 3), L(4), L(1)
    a, b, v, p = A * 1, B * 1, V * 1, torch.zeros(2, 3)
    bb, w, q = a.clone(), W[0] * 1, torch.zeros(1)
    try:
        a[5]=1
        report((A, B, V, W), a, p, bb, q)
    except Exception as e:
        print(type(e).__name__, str(e))


print('a[5]=1')
case_60()


def case_61():
    A, B, V, W = L(2, 3), L(2, 3), L(4), L(1)
    a, b, v, p = A * 1, B * 1, V * 1, torch.zeros(2, 3)
    bb, w, q = a.clone(), W[0] * 1, torch.zeros(1)
    try:
        a[0]="x"
        report((A, B, V, W), a, p, bb, q)
    except Exception as e:
        print(type(e).__name__, str(e))


print('a[0]="x"')
case_61()


def case_62():
    A, B, V, W = L(2, 3), L(2, 3), L(4), L(1)
    a, b, v, p = A * 1, B * 1, V * 1, torch.zeros(2, 3)
    bb, w, q = a.clone(), W[0] * 1, torch.zeros(1)
    try:
        a[0]=[1,2,3]
        report((A, B, V, W), a, p, bb, q)
    except Exception as e:
        print(type(e).__name__, str(e))


print('a[0]=[1,2,3]')
case_62()


def case_63():
    A, B, V, W = L(2, 3), L(2, 3), L(4), L(1)
    a, b, v, p = A * 1, B * 1, V * 1, torch.zeros(2, 3)
    bb, w, q = a.clone(), W[0] * 1, torch.zeros(1)
    try:
        a[0]=None
        report((A, B, V, W), a, p, bb, q)
    except Exception as e:
        print(type(e).__name__, str(e))


print('a[0]=None')
case_63()


def case_64():
    A, B, V, W = L(2, 3), L(2, 3), L(4), L(1)
    a, b, v, p = A * 1, B * 1, V * 1, torch.zeros(2, 3)
    bb, w, q = a.clone(), W[0] * 1, torch.zeros(1)
    try:
        a["x"]
        report((A, B, V, W), a, p, bb, q)
    except Exception as e:
        print(type(e).__name__, str(e))


print('a["x"]')
case_64()


def case_65():
    A, B, V, W = L(2, 3), L(2, 3), L(4), L(1)
    a, b, v, p = A * 1, B * 1, V * 1, torch.zeros(2, 3)
    bb, w, q = a.clone(), W[0] * 1, torch.zeros(1)
    try:
        a[1.5]
        report((A, B, V, W), a, p, bb, q)
    except Exception as e:
        print(type(e).__name__, str(e))


print('a[1.5]')
case_65()


def case_66():
    A, B, V, W = L(2, 3), L(2, 3), L(4), L(1)
    a, b, v, p = A * 1, B * 1, V * 1, torch.zeros(2, 3)
    bb, w, q = a.clone(), W[0] * 1, torch.zeros(1)
    try:
        a[torch.tensor(1.5)]
        report((A, B, V, W), a, p, bb, q)
    except Exception as e:
        print(type(e).__name__, str(e))


print('a[torch.tensor(1.5)]')
case_66()


def case_67():
    A, B, V, W = L(2, 3), L(2, 3), L(4), L(1)
    a, b, v, p = A * 1, B * 1, V * 1, torch.zeros(2, 3)
    bb, w, q = a.clone(), W[0] * 1, torch.zeros(1)
    try:
        a[torch.tensor([1.5])]
        report((A, B, V, W), a, p, bb, q)
    except Exception as e:
        print(type(e).__name__, str(e))


print('a[torch.tensor([1.5])]')
case_67()


def case_68():
    A, B, V, W = L(2, 3), L(2, 3), L(4), L(1)
    a, b, v, p = A * 1, B * 1, V * 1, torch.zeros(2, 3)
    bb, w, q = a.clone(), W[0] * 1, torch.zeros(1)
    try:
        a[0,0,0]
        report((A, B, V, W), a, p, bb, q)
    except Exception as e:
        print(type(e).__name__, str(e))


print('a[0,0,0]')
case_68()


def case_69():
    A, B, V, W = L(2, 3), L(2, 3), L(4), L(1)
    a, b, v, p = A * 1, B * 1, V * 1, torch.zeros(2, 3)
    bb, w, q = a.clone(), W[0] * 1, torch.zeros(1)
    try:
        a[2]
        report((A, B, V, W), a, p, bb, q)
    except Exception as e:
        print(type(e).__name__, str(e))


print('a[2]')
case_69()


def case_70():
    A, B, V, W = L(2, 3), L(2, 3), L(4), L(1)
    a, b, v, p = A * 1, B * 1, V * 1, torch.zeros(2, 3)
    bb, w, q = a.clone(), W[0] * 1, torch.zeros(1)
    try:
        a[:,3]
        report((A, B, V, W), a, p, bb, q)
    except Exception as e:
        print(type(e).__name__, str(e))


print('a[:,3]')
case_70()


def case_71():
    A, B, V, W = L(2, 3), L(2, 3), L(4), L(1)
    a, b, v, p = A * 1, B * 1, V * 1, torch.zeros(2, 3)
    bb, w, q = a.clone(), W[0] * 1, torch.zeros(1)
    try:
        a[::-1]
        report((A, B, V, W), a, p, bb, q)
    except Exception as e:
        print(type(e).__name__, str(e))


print('a[::-1]')
case_71()


def case_72():
    A, B, V, W = L(2, 3), L(2, 3), L(4), L(1)
    a, b, v, p = A * 1, B * 1, V * 1, torch.zeros(2, 3)
    bb, w, q = a.clone(), W[0] * 1, torch.zeros(1)
    try:
        a[::0]
        report((A, B, V, W), a, p, bb, q)
    except Exception as e:
        print(type(e).__name__, str(e))


print('a[::0]')
case_72()


def case_73():
    A, B, V, W = L(2, 3), L(2, 3), L(4), L(1)
    a, b, v, p = A * 1, B * 1, V * 1, torch.zeros(2, 3)
    bb, w, q = a.clone(), W[0] * 1, torch.zeros(1)
    try:
        a[w]
        report((A, B, V, W), a, p, bb, q)
    except Exception as e:
        print(type(e).__name__, str(e))


print('a[w]')
case_73()


def case_74():
    A, B, V, W = L(2, 3), L(2, 3), L(4), L(1)
    a, b, v, p = A * 1, B * 1, V * 1, torch.zeros(2, 3)
    bb, w, q = a.clone(), W[0] * 1, torch.zeros(1)
    try:
        w[0]
        report((A, B, V, W), a, p, bb, q)
    except Exception as e:
        print(type(e).__name__, str(e))


print('w[0]')
case_74()


def case_75():
    A, B, V, W = L(2, 3), L(2, 3), L(4), L(1)
    a, b, v, p = A * 1, B * 1, V * 1, torch.zeros(2, 3)
    bb, w, q = a.clone(), W[0] * 1, torch.zeros(1)
    try:
        w[None]
        report((A, B, V, W), a, p, bb, q)
    except Exception as e:
        print(type(e).__name__, str(e))


print('w[None]')
case_75()


def case_76():
    A, B, V, W = L(2, 3), L(2, 3), L(4), L(1)
    a, b, v, p = A * 1, B * 1, V * 1, torch.zeros(2, 3)
    bb, w, q = a.clone(), W[0] * 1, torch.zeros(1)
    try:
        w[...]
        report((A, B, V, W), a, p, bb, q)
    except Exception as e:
        print(type(e).__name__, str(e))


print('w[...]')
case_76()


def case_77():
    A, B, V, W = L(2, 3), L(2, 3), L(4), L(1)
    a, b, v, p = A * 1, B * 1, V * 1, torch.zeros(2, 3)
    bb, w, q = a.clone(), W[0] * 1, torch.zeros(1)
    try:
        w[:]
        report((A, B, V, W), a, p, bb, q)
    except Exception as e:
        print(type(e).__name__, str(e))


print('w[:]')
case_77()


def case_78():
    A, B, V, W = L(2, 3), L(2, 3), L(4), L(1)
    a, b, v, p = A * 1, B * 1, V * 1, torch.zeros(2, 3)
    bb, w, q = a.clone(), W[0] * 1, torch.zeros(1)
    try:
        w[True]
        report((A, B, V, W), a, p, bb, q)
    except Exception as e:
        print(type(e).__name__, str(e))


print('w[True]')
case_78()


def case_79():
    A, B, V, W = L(2, 3), L(2, 3), L(4), L(1)
    a, b, v, p = A * 1, B * 1, V * 1, torch.zeros(2, 3)
    bb, w, q = a.clone(), W[0] * 1, torch.zeros(1)
    try:
        w[torch.tensor(True)]
        report((A, B, V, W), a, p, bb, q)
    except Exception as e:
        print(type(e).__name__, str(e))


print('w[torch.tensor(True)]')
case_79()


def case_80():
    A, B, V, W = L(2, 3), L(2, 3), L(4), L(1)
    a, b, v, p = A * 1, B * 1, V * 1, torch.zeros(2, 3)
    bb, w, q = a.clone(), W[0] * 1, torch.zeros(1)
    try:
        w[[]]
        report((A, B, V, W), a, p, bb, q)
    except Exception as e:
        print(type(e).__name__, str(e))


print('w[[]]')
case_80()


def case_81():
    A, B, V, W = L(2, 3), L(2, 3), L(4), L(1)
    a, b, v, p = A * 1, B * 1, V * 1, torch.zeros(2, 3)
    bb, w, q = a.clone(), W[0] * 1, torch.zeros(1)
    try:
        a[[]]
        report((A, B, V, W), a, p, bb, q)
    except Exception as e:
        print(type(e).__name__, str(e))


print('a[[]]')
case_81()


def case_82():
    A, B, V, W = L(2, 3), L(2, 3), L(4), L(1)
    a, b, v, p = A * 1, B * 1, V * 1, torch.zeros(2, 3)
    bb, w, q = a.clone(), W[0] * 1, torch.zeros(1)
    try:
        a[[],[]]
        report((A, B, V, W), a, p, bb, q)
    except Exception as e:
        print(type(e).__name__, str(e))


print('a[[],[]]')
case_82()


def case_83():
    A, B, V, W = L(2, 3), L(2, 3), L(4), L(1)
    a, b, v, p = A * 1, B * 1, V * 1, torch.zeros(2, 3)
    bb, w, q = a.clone(), W[0] * 1, torch.zeros(1)
    try:
        a[m,0]
        report((A, B, V, W), a, p, bb, q)
    except Exception as e:
        print(type(e).__name__, str(e))


print('a[m,0]')
case_83()


def case_84():
    A, B, V, W = L(2, 3), L(2, 3), L(4), L(1)
    a, b, v, p = A * 1, B * 1, V * 1, torch.zeros(2, 3)
    bb, w, q = a.clone(), W[0] * 1, torch.zeros(1)
    try:
        a[m.t()]
        report((A, B, V, W), a, p, bb, q)
    except Exception as e:
        print(type(e).__name__, str(e))


print('a[m.t()]')
case_84()


def case_85():
    A, B, V, W = L(2, 3), L(2, 3), L(4), L(1)
    a, b, v, p = A * 1, B * 1, V * 1, torch.zeros(2, 3)
    bb, w, q = a.clone(), W[0] * 1, torch.zeros(1)
    try:
        a[torch.tensor([2])]
        report((A, B, V, W), a, p, bb, q)
    except Exception as e:
        print(type(e).__name__, str(e))


print('a[torch.tensor([2])]')
case_85()


def case_86():
    A, B, V, W = L(2, 3), L(2, 3), L(4), L(1)
    a, b, v, p = A * 1, B * 1, V * 1, torch.zeros(2, 3)
    bb, w, q = a.clone(), W[0] * 1, torch.zeros(1)
    try:
        a[torch.tensor([True,False,True])]
        report((A, B, V, W), a, p, bb, q)
    except Exception as e:
        print(type(e).__name__, str(e))


print('a[torch.tensor([True,False,True])]')
case_86()


def case_87():
    A, B, V, W = L(2, 3), L(2, 3), L(4), L(1)
    a, b, v, p = A * 1, B * 1, V * 1, torch.zeros(2, 3)
    bb, w, q = a.clone(), W[0] * 1, torch.zeros(1)
    try:
        a[[0,1],[0,1,2]]
        report((A, B, V, W), a, p, bb, q)
    except Exception as e:
        print(type(e).__name__, str(e))


print('a[[0,1],[0,1,2]]')
case_87()


def case_88():
    A, B, V, W = L(2, 3), L(2, 3), L(4), L(1)
    a, b, v, p = A * 1, B * 1, V * 1, torch.zeros(2, 3)
    bb, w, q = a.clone(), W[0] * 1, torch.zeros(1)
    try:
        a[torch.tensor([0,1],dtype=torch.uint8)]
        report((A, B, V, W), a, p, bb, q)
    except Exception as e:
        print(type(e).__name__, str(e))


print('a[torch.tensor([0,1],dtype=torch.uint8)]')
case_88()


def case_89():
    A, B, V, W = L(2, 3), L(2, 3), L(4), L(1)
    a, b, v, p = A * 1, B * 1, V * 1, torch.zeros(2, 3)
    bb, w, q = a.clone(), W[0] * 1, torch.zeros(1)
    try:
        a[torch.tensor([0,1],dtype=torch.int32)]
        report((A, B, V, W), a, p, bb, q)
    except Exception as e:
        print(type(e).__name__, str(e))


print('a[torch.tensor([0,1],dtype=torch.int32)]')
case_89()


def case_90():
    A, B, V, W = L(2, 3), L(2, 3), L(4), L(1)
    a, b, v, p = A * 1, B * 1, V * 1, torch.zeros(2, 3)
    bb, w, q = a.clone(), W[0] * 1, torch.zeros(1)
    try:
        a[range(2)]
        report((A, B, V, W), a, p, bb, q)
    except Exception as e:
        print(type(e).__name__, str(e))


print('a[range(2)]')
case_90()


def case_91():
    A, B, V, W = L(2, 3), L(2, 3), L(4), L(1)
    a, b, v, p = A * 1, B * 1, V * 1, torch.zeros(2, 3)
    bb, w, q = a.clone(), W[0] * 1, torch.zeros(1)
    try:
        a[(0,1),]
        report((A, B, V, W), a, p, bb, q)
    except Exception as e:
        print(type(e).__name__, str(e))


print('a[(0,1),]')
case_91()


def case_92():
    A, B, V, W = L(2, 3), L(2, 3), L(4), L(1)
    a, b, v, p = A * 1, B * 1, V * 1, torch.zeros(2, 3)
    bb, w, q = a.clone(), W[0] * 1, torch.zeros(1)
    try:
        a[(0,1),(1,2)]
        report((A, B, V, W), a, p, bb, q)
    except Exception as e:
        print(type(e).__name__, str(e))


print('a[(0,1),(1,2)]')
case_92()


def case_93():
    A, B, V, W = L(2, 3), L(2, 3), L(4), L(1)
    a, b, v, p = A * 1, B * 1, V * 1, torch.zeros(2, 3)
    bb, w, q = a.clone(), W[0] * 1, torch.zeros(1)
    try:
        a[[0,slice(None)]]
        report((A, B, V, W), a, p, bb, q)
    except Exception as e:
        print(type(e).__name__, str(e))


print('a[[0,slice(None)]]')
case_93()


def case_94():
    A, B, V, W = L(2, 3), L(2, 3), L(4), L(1)
    a, b, v, p = A * 1, B * 1, V * 1, torch.zeros(2, 3)
    bb, w, q = a.clone(), W[0] * 1, torch.zeros(1)
    try:
        a[[True,True],[0]]
        report((A, B, V, W), a, p, bb, q)
    except Exception as e:
        print(type(e).__name__, str(e))


print('a[[True,True],[0]]')
case_94()


def case_95():
    A, B, V, W = L(2, 3), L(2, 3), L(4), L(1)
    a, b, v, p = A * 1, B * 1, V * 1, torch.zeros(2, 3)
    bb, w, q = a.clone(), W[0] * 1, torch.zeros(1)
    try:
        a[{}]
        report((A, B, V, W), a, p, bb, q)
    except Exception as e:
        print(type(e).__name__, str(e))


print('a[{}]')
case_95()


def case_96():
    A, B, V, W = L(2, 3), L(2, 3), L(4), L(1)
    a, b, v, p = A * 1, B * 1, V * 1, torch.zeros(2, 3)
    bb, w, q = a.clone(), W[0] * 1, torch.zeros(1)
    try:
        a[0][0][0]
        report((A, B, V, W), a, p, bb, q)
    except Exception as e:
        print(type(e).__name__, str(e))


print('a[0][0][0]')
case_96()


def case_97():
    A, B, V, W = L(2, 3), L(2, 3), L(4), L(1)
    a, b, v, p = A * 1, B * 1, V * 1, torch.zeros(2, 3)
    bb, w, q = a.clone(), W[0] * 1, torch.zeros(1)
    try:
        a[...,...]
        report((A, B, V, W), a, p, bb, q)
    except Exception as e:
        print(type(e).__name__, str(e))


print('a[...,...]')
case_97()


def case_98():
    A, B, V, W = L(2, 3), L(2, 3), L(4), L(1)
    a, b, v, p = A * 1, B * 1, V * 1, torch.zeros(2, 3)
    bb, w, q = a.clone(), W[0] * 1, torch.zeros(1)
    try:
        a[2:1]
        report((A, B, V, W), a, p, bb, q)
    except Exception as e:
        print(type(e).__name__, str(e))


print('a[2:1]')
case_98()


def case_99():
    A, B, V, W = L(2, 3), L(2, 3), L(4), L(1)
    a, b, v, p = A * 1, B * 1, V * 1, torch.zeros(2, 3)
    bb, w, q = a.clone(), W[0] * 1, torch.zeros(1)
    try:
        a[-5:]
        report((A, B, V, W), a, p, bb, q)
    except Exception as e:
        print(type(e).__name__, str(e))


print('a[-5:]')
case_99()


def case_100():
    A, B, V, W = L(2, 3), L(2, 3), L(4), L(1)
    a, b, v, p = A * 1, B * 1, V * 1, torch.zeros(2, 3)
    bb, w, q = a.clone(), W[0] * 1, torch.zeros(1)
    try:
        a[torch.tensor(0):2]
        report((A, B, V, W), a, p, bb, q)
    except Exception as e:
        print(type(e).__name__, str(e))


print('a[torch.tensor(0):2]')
case_100()


def case_101():
    A, B, V, W = L(2, 3), L(2, 3), L(4), L(1)
    a, b, v, p = A * 1, B * 1, V * 1, torch.zeros(2, 3)
    bb, w, q = a.clone(), W[0] * 1, torch.zeros(1)
    try:
        a[torch.tensor([0]):2]
        report((A, B, V, W), a, p, bb, q)
    except Exception as e:
        print(type(e).__name__, str(e))


print('a[torch.tensor([0]):2]')
case_101()


def case_102():
    A, B, V, W = L(2, 3), L(2, 3), L(4), L(1)
    a, b, v, p = A * 1, B * 1, V * 1, torch.zeros(2, 3)
    bb, w, q = a.clone(), W[0] * 1, torch.zeros(1)
    try:
        a[1.0:2]
        report((A, B, V, W), a, p, bb, q)
    except Exception as e:
        print(type(e).__name__, str(e))


print('a[1.0:2]')
case_102()


def case_103():
    A, B, V, W = L(2, 3), L(2, 3), L(4), L(1)
    a, b, v, p = A * 1, B * 1, V * 1, torch.zeros(2, 3)
    bb, w, q = a.clone(), W[0] * 1, torch.zeros(1)
    try:
        for x in w: pass
        report((A, B, V, W), a, p, bb, q)
    except Exception as e:
        print(type(e).__name__, str(e))


print('for x in w: pass')
case_103()


def case_104():
    A, B, V, W = L(2, 3), L(2, 3), L(4), L(1)
    a, b, v, p = A * 1, B * 1, V * 1, torch.zeros(2, 3)
    bb, w, q = a.clone(), W[0] * 1, torch.zeros(1)
    try:
        list(a)
        report((A, B, V, W), a, p, bb, q)
    except Exception as e:
        print(type(e).__name__, str(e))


print('list(a)')
case_104()


def case_105():
    A, B, V, W = L(2, 3), L(2, 3), L(4), L(1)
    a, b, v, p = A * 1, B * 1, V * 1, torch.zeros(2, 3)
    bb, w, q = a.clone(), W[0] * 1, torch.zeros(1)
    try:
        w in a
        report((A, B, V, W), a, p, bb, q)
    except Exception as e:
        print(type(e).__name__, str(e))


print('w in a')
case_105()


def case_106():
    A, B, V, W = L(2, 3), L(2, 3), L(4), L(1)
    a, b, v, p = A * 1, B * 1, V * 1, torch.zeros(2, 3)
    bb, w, q = a.clone(), W[0] * 1, torch.zeros(1)
    try:
        2. in a
        report((A, B, V, W), a, p, bb, q)
    except Exception as e:
        print(type(e).__name__, str(e))


print('2. in a')
case_106()


def case_107():
    A, B, V, W = L(2, 3), L(2, 3), L(4), L(1)
    a, b, v, p = A * 1, B * 1, V * 1, torch.zeros(2, 3)
    bb, w, q = a.clone(), W[0] * 1, torch.zeros(1)
    try:
        "x" in a
        report((A, B, V, W), a, p, bb, q)
    except Exception as e:
        print(type(e).__name__, str(e))


print('"x" in a')
case_107()


def case_108():
    A, B, V, W = L(2, 3), L(2, 3), L(4), L(1)
    a, b, v, p = A * 1, B * 1, V * 1, torch.zeros(2, 3)
    bb, w, q = a.clone(), W[0] * 1, torch.zeros(1)
    try:
        None in a
        report((A, B, V, W), a, p, bb, q)
    except Exception as e:
        print(type(e).__name__, str(e))


print('None in a')
case_108()


def case_109():
    A, B, V, W = L(2, 3), L(2, 3), L(4), L(1)
    a, b, v, p = A * 1, B * 1, V * 1, torch.zeros(2, 3)
    bb, w, q = a.clone(), W[0] * 1, torch.zeros(1)
    try:
        [1] in a
        report((A, B, V, W), a, p, bb, q)
    except Exception as e:
        print(type(e).__name__, str(e))


print('[1] in a')
case_109()


def case_110():
    A, B, V, W = L(2, 3), L(2, 3), L(4), L(1)
    a, b, v, p = A * 1, B * 1, V * 1, torch.zeros(2, 3)
    bb, w, q = a.clone(), W[0] * 1, torch.zeros(1)
    try:
        len(w)
        report((A, B, V, W), a, p, bb, q)
    except Exception as e:
        print(type(e).__name__, str(e))


print('len(w)')
case_110()


def case_111():
    A, B, V, W = L(2, 3), L(2, 3), L(4), L(1)
    a, b, v, p = A * 1, B * 1, V * 1, torch.zeros(2, 3)
    bb, w, q = a.clone(), W[0] * 1, torch.zeros(1)
    try:
        p[0]=b
        report((A, B, V, W), a, p, bb, q)
    except Exception as e:
        print(type(e).__name__, str(e))


print('p[0]=b')
case_111()


def case_112():
    A, B, V, W = L(2, 3), L(2, 3), L(4), L(1)
    a, b, v, p = A * 1, B * 1, V * 1, torch.zeros(2, 3)
    bb, w, q = a.clone(), W[0] * 1, torch.zeros(1)
    try:
        p[0]=torch.zeros(2)
        report((A, B, V, W), a, p, bb, q)
    except Exception as e:
        print(type(e).__name__, str(e))


print('p[0]=torch.zeros(2)')
case_112()


def case_113():
    A, B, V, W = L(2, 3), L(2, 3), L(4), L(1)
    a, b, v, p = A * 1, B * 1, V * 1, torch.zeros(2, 3)
    bb, w, q = a.clone(), W[0] * 1, torch.zeros(1)
    try:
        p[[0]]=torch.zeros(2)
        report((A, B, V, W), a, p, bb, q)
    except Exception as e:
        print(type(e).__name__, str(e))


print('p[[0]]=torch.zeros(2)')
case_113()


def case_114():
    A, B, V, W = L(2, 3), L(2, 3), L(4), L(1)
    a, b, v, p = A * 1, B * 1, V * 1, torch.zeros(2, 3)
    bb, w, q = a.clone(), W[0] * 1, torch.zeros(1)
    try:
        p[m]=torch.zeros(2)
        report((A, B, V, W), a, p, bb, q)
    except Exception as e:
        print(type(e).__name__, str(e))


print('p[m]=torch.zeros(2)')
case_114()


def case_115():
    A, B, V, W = L(2, 3), L(2, 3), L(4), L(1)
    a, b, v, p = A * 1, B * 1, V * 1, torch.zeros(2, 3)
    bb, w, q = a.clone(), W[0] * 1, torch.zeros(1)
    try:
        p[m]=torch.zeros(3,dtype=torch.float64)
        report((A, B, V, W), a, p, bb, q)
    except Exception as e:
        print(type(e).__name__, str(e))


print('p[m]=torch.zeros(3,dtype=torch.float64)')
case_115()


def case_116():
    A, B, V, W = L(2, 3), L(2, 3), L(4), L(1)
    a, b, v, p = A * 1, B * 1, V * 1, torch.zeros(2, 3)
    bb, w, q = a.clone(), W[0] * 1, torch.zeros(1)
    try:
        p[m]=torch.zeros((),dtype=torch.float64)
        report((A, B, V, W), a, p, bb, q)
    except Exception as e:
        print(type(e).__name__, str(e))


print('p[m]=torch.zeros((),dtype=torch.float64)')
case_116()


def case_117():
    A, B, V, W = L(2, 3), L(2, 3), L(4), L(1)
    a, b, v, p = A * 1, B * 1, V * 1, torch.zeros(2, 3)
    bb, w, q = a.clone(), W[0] * 1, torch.zeros(1)
    try:
        p[0]=torch.zeros(3,dtype=torch.float64)
        report((A, B, V, W), a, p, bb, q)
    except Exception as e:
        print(type(e).__name__, str(e))


print('p[0]=torch.zeros(3,dtype=torch.float64)')
case_117()


def case_118():
    A, B, V, W = L(2, 3), L(2, 3), L(4), L(1)
    a, b, v, p = A * 1, B * 1, V * 1, torch.zeros(2, 3)
    bb, w, q = a.clone(), W[0] * 1, torch.zeros(1)
    try:
        p[m]=1j
        report((A, B, V, W), a, p, bb, q)
    except Exception as e:
        print(type(e).__name__, str(e))


print('p[m]=1j')
case_118()


def case_119():
    A, B, V, W = L(2, 3), L(2, 3), L(4), L(1)
    a, b, v, p = A * 1, B * 1, V * 1, torch.zeros(2, 3)
    bb, w, q = a.clone(), W[0] * 1, torch.zeros(1)
    try:
        p[0]=1j
        report((A, B, V, W), a, p, bb, q)
    except Exception as e:
        print(type(e).__name__, str(e))


print('p[0]=1j')
case_119()


def case_120():
    A, B, V, W = L(2, 3), L(2, 3), L(4), L(1)
    a, b, v, p = A * 1, B * 1, V * 1, torch.zeros(2, 3)
    bb, w, q = a.clone(), W[0] * 1, torch.zeros(1)
    try:
        p.long()[0]=1.7
        report((A, B, V, W), a, p, bb, q)
    except Exception as e:
        print(type(e).__name__, str(e))


print('p.long()[0]=1.7')
case_120()


def case_121():
    A, B, V, W = L(2, 3), L(2, 3), L(4), L(1)
    a, b, v, p = A * 1, B * 1, V * 1, torch.zeros(2, 3)
    bb, w, q = a.clone(), W[0] * 1, torch.zeros(1)
    try:
        a[[0]]=1j
        report((A, B, V, W), a, p, bb, q)
    except Exception as e:
        print(type(e).__name__, str(e))


print('a[[0]]=1j')
case_121()


def case_122():
    A, B, V, W = L(2, 3), L(2, 3), L(4), L(1)
    a, b, v, p = A * 1, B * 1, V * 1, torch.zeros(2, 3)
    bb, w, q = a.clone(), W[0] * 1, torch.zeros(1)
    try:
        q=torch.zeros(2,dtype=torch.long); q[0]=1.7
        report((A, B, V, W), a, p, bb, q)
    except Exception as e:
        print(type(e).__name__, str(e))


print('q=torch.zeros(2,dtype=torch.long); q[0]=1.7')
case_122()


def case_123():
    A, B, V, W = L(2, 3), L(2, 3), L(4), L(1)
    a, b, v, p = A * 1, B * 1, V * 1, torch.zeros(2, 3)
    bb, w, q = a.clone(), W[0] * 1, torch.zeros(1)
    try:
        q=torch.zeros(2,dtype=torch.long); q[[0]]=1.7
        report((A, B, V, W), a, p, bb, q)
    except Exception as e:
        print(type(e).__name__, str(e))


print('q=torch.zeros(2,dtype=torch.long); q[[0]]=1.7')
case_123()


def case_124():
    A, B, V, W = L(2, 3), L(2, 3), L(4), L(1)
    a, b, v, p = A * 1, B * 1, V * 1, torch.zeros(2, 3)
    bb, w, q = a.clone(), W[0] * 1, torch.zeros(1)
    try:
        q=torch.zeros(2,dtype=torch.long); q[[0]]=torch.tensor(1.7)
        report((A, B, V, W), a, p, bb, q)
    except Exception as e:
        print(type(e).__name__, str(e))


print('q=torch.zeros(2,dtype=torch.long); q[[0]]=torch.tensor(1.7)')
case_124()


def case_125():
    A, B, V, W = L(2, 3), L(2, 3), L(4), L(1)
    a, b, v, p = A * 1, B * 1, V * 1, torch.zeros(2, 3)
    bb, w, q = a.clone(), W[0] * 1, torch.zeros(1)
    try:
        q=torch.zeros(2,dtype=torch.long); q[[0]]=torch.tensor([1.7])
        report((A, B, V, W), a, p, bb, q)
    except Exception as e:
        print(type(e).__name__, str(e))


print('q=torch.zeros(2,dtype=torch.long); q[[0]]=torch.tensor([1.7])')
case_125()


def case_126():
    A, B, V, W = L(2, 3), L(2, 3), L(4), L(1)
    a, b, v, p = A * 1, B * 1, V * 1, torch.zeros(2, 3)
    bb, w, q = a.clone(), W[0] * 1, torch.zeros(1)
    try:
        q=torch.zeros(2,dtype=torch.long); q[0]=b[0,0]
        report((A, B, V, W), a, p, bb, q)
    except Exception as e:
        print(type(e).__name__, str(e))


print('q=torch.zeros(2,dtype=torch.long); q[0]=b[0,0]')
case_126()


def case_127():
    A, B, V, W = L(2, 3), L(2, 3), L(4), L(1)
    a, b, v, p = A * 1, B * 1, V * 1, torch.zeros(2, 3)
    bb, w, q = a.clone(), W[0] * 1, torch.zeros(1)
    try:
        L(2,3)[0]=1
        report((A, B, V, W), a, p, bb, q)
    except Exception as e:
        print(type(e).__name__, str(e))


print('L(2,3)[0]=1')
case_127()


def case_128():
    A, B, V, W = L(2, 3), L(2, 3), L(4), L(1)
    a, b, v, p = A * 1, B * 1, V * 1, torch.zeros(2, 3)
    bb, w, q = a.clone(), W[0] * 1, torch.zeros(1)
    try:
        L(2,3)[m]=1
        report((A, B, V, W), a, p, bb, q)
    except Exception as e:
        print(type(e).__name__, str(e))


print('L(2,3)[m]=1')
case_128()


def case_129():
    A, B, V, W = L(2, 3), L(2, 3), L(4), L(1)
    a, b, v, p = A * 1, B * 1, V * 1, torch.zeros(2, 3)
    bb, w, q = a.clone(), W[0] * 1, torch.zeros(1)
    try:
        L(2,3).zero_()
        report((A, B, V, W), a, p, bb, q)
    except Exception as e:
        print(type(e).__name__, str(e))


print('L(2,3).zero_()')
case_129()


def case_130():
    A, B, V, W = L(2, 3), L(2, 3), L(4), L(1)
    a, b, v, p = A * 1, B * 1, V * 1, torch.zeros(2, 3)
    bb, w, q = a.clone(), W[0] * 1, torch.zeros(1)
    try:
        L(2,3).fill_(1)
        report((A, B, V, W), a, p, bb, q)
    except Exception as e:
        print(type(e).__name__, str(e))


print('L(2,3).fill_(1)')
case_130()


def case_131():
    A, B, V, W = L(2, 3), L(2, 3), L(4), L(1)
    a, b, v, p = A * 1, B * 1, V * 1, torch.zeros(2, 3)
    bb, w, q = a.clone(), W[0] * 1, torch.zeros(1)
    try:
        q=L(2,3); q[0].zero_()
        report((A, B, V, W), a, p, bb, q)
    except Exception as e:
        print(type(e).__name__, str(e))


print('q=L(2,3); q[0].zero_()')
case_131()


def case_132():
    A, B, V, W = L(2, 3), L(2, 3), L(4), L(1)
    a, b, v, p = A * 1, B * 1, V * 1, torch.zeros(2, 3)
    bb, w, q = a.clone(), W[0] * 1, torch.zeros(1)
    try:
        q=L(2,3).t(); q.zero_()
        report((A, B, V, W), a, p, bb, q)
    except Exception as e:
        print(type(e).__name__, str(e))


print('q=L(2,3).t(); q.zero_()')
case_132()


def case_133():
    A, B, V, W = L(2, 3), L(2, 3), L(4), L(1)
    a, b, v, p = A * 1, B * 1, V * 1, torch.zeros(2, 3)
    bb, w, q = a.clone(), W[0] * 1, torch.zeros(1)
    try:
        q=torch.zeros(3,requires_grad=True); q[0]=w
        report((A, B, V, W), a, p, bb, q)
    except Exception as e:
        print(type(e).__name__, str(e))


print('q=torch.zeros(3,requires_grad=True); q[0]=w')
case_133()


"""Saved fields, second derivatives, strides of results, dtypes."""
import torch, warnings
warnings.simplefilter("ignore")
def ch(fn,d=0):
    if fn is None: return "None"
    return fn.name()+("("+",".join(ch(f,d+1) for f,_ in fn.next_functions)+")" if d<5 else "")
def t(name,f):
    try: f()
    except Exception as e: print(name,type(e).__name__,str(e)[:300])
def saved(y,*names):
    print(y.grad_fn.name(), [(n,getattr(y.grad_fn,"_saved_"+n)) for n in names])
def s1():
    c=torch.arange(24.).reshape(2,3,4).requires_grad_()
    i=torch.tensor([0,1])
    saved(c[-1],"index","dim","self_sym_sizes"); saved(c[1:],"start","end","step","dim"); saved(c[:,-2:],"start","end"); saved(c.unsqueeze(-1),"dim"); saved(c.squeeze(-1),"dim","self_sym_sizes")
    saved(c.transpose(-1,0),"dim0","dim1"); saved(c.permute(-1,0,1),"dims"); saved(c.diagonal(0,-1,0),"dim1","dim2","offset"); saved(torch.stack([c,c],-1),"dim"); saved(torch.cat([c,c],-1),"dim")
    saved(c.split(1,-1)[0],"dim","split_size"); saved(c.split([1,1],0)[0],"split_sizes"); saved(c.unbind(-1)[0],"dim"); saved(c.flip(-1),"dims"); saved(c.roll(1,-1),"dims","shifts"); saved(c.repeat(1,1,2),"repeats")
    saved(c.index_select(-1,i),"dim","index"); saved(c.unfold(-1,2,1),"dimension","size","step"); saved(c.as_strided((2,2),(1,1)),"size","stride","storage_offset"); saved(c.squeeze((0,-1)),"dim"); saved(c.tril(-1),"diagonal")
    saved(c.gather(-1,torch.zeros(1,1,1).long()),"dim","sparse_grad"); saved(c.index_add(0,i,torch.ones(2,3,4)),"source","alpha","source_dim"); saved(c.index_copy(0,i,torch.ones(2,3,4)),"source","source_dim"); saved(c[c>3],"self_sym_sizes"); saved(c[:,[0,1]],"indices"); saved(c.view(6,4),"self_sym_sizes"); saved(c.expand(5,2,3,4),"self_sym_sizes"); saved(c.masked_fill(c>3,0),"mask"); saved(c.rot90(),"k","dims"); saved(torch.diag_embed(c),"offset","dim1","dim2"); saved(c.narrow(-1,1,2),"start","end"); saved(c.scatter_reduce(0,torch.zeros(1,1,1).long(),torch.ones(1,1,1),"sum"),"reduce","include_self","dim"); saved(c.put(i,torch.ones(2)),"accumulate"); saved(c.select_scatter(torch.ones(3,4),0,1),"dim","index"); saved(c.slice_scatter(torch.ones(1,3,4),0,0,1),"start","end","step"); saved(torch.trace(c[0]),"self_sym_sizes"); saved(c.index_put((i,),torch.ones(2,3,4)),"accumulate")
t("s1",s1)
def s2():
    # second order through views
    A=torch.arange(6.,requires_grad=True)
    for f in [lambda A:A.view(2,3)[:,1].pow(3).sum(), lambda A:A[[0,0,1]].pow(3).sum(), lambda A:A.view(2,3).t().reshape(6).pow(3)[2], lambda A:torch.cat([A,A*A]).pow(2).sum(), lambda A:A.gather(0,torch.tensor([1,1,2])).pow(3).sum(), lambda A:A.unfold(0,3,1).pow(3).sum(), lambda A:A.flip(0).roll(2).pow(3)[1], lambda A:A.view(2,3).diagonal().pow(3).sum(), lambda A:A.masked_fill(A>3,2.).pow(3).sum(), lambda A:A.split(2)[1].pow(3).sum(), lambda A:torch.stack(A.unbind()).pow(3).sum(), lambda A:A.repeat(2,2).pow(3).sum(), lambda A:A.as_strided((2,2),(2,1),1).pow(3).sum(), lambda A:torch.zeros(6).scatter_add(0,torch.tensor([0,0,1,1,2,2]),A).pow(3).sum(), lambda A:torch.einsum("i,i,i->",A,A,A), lambda A:(A.view(2,3)@A.view(3,2)).pow(2).sum()]:
        g=torch.autograd.grad(f(A),A,create_graph=True)[0]
        h=torch.autograd.grad(g.pow(2).sum(),A)[0]
        print(g.tolist(),h.tolist(),g.grad_fn.name())
t("s2",s2)
def s3():
    x=torch.arange(12.).reshape(3,4)
    y=x.t(); print(y.stride(),(y+1).stride(),y.clone().stride(),y.contiguous().stride(),torch.zeros_like(y).stride(),y[1:].is_contiguous(),x[:,1].stride(),x[::2].stride(),x.unsqueeze(1).stride(),x.unsqueeze(-1).stride(),x[None].stride(),y.unsqueeze(0).stride())
    print(x.expand(2,3,4).stride(), x.view(2,6).stride(), x.flatten().stride(), x.diagonal().stride(), x.unfold(1,2,1).stride(), x.to(torch.float64).stride(), y.to(torch.float64).stride(), y.reshape(12).stride(), y.flip(0).stride(), y.repeat(1,2).stride(), torch.cat([y,y]).stride(), torch.stack([y,y]).stride(), y[[0,1]].stride(), y.roll(1).stride(), y.tril().stride(), torch.where(y>1,y,y).stride(), y.masked_fill(y>1,0).stride(), y.index_select(0,torch.tensor([0])).stride(), y.gather(0,torch.zeros(1,3).long()).stride(), y.rot90().stride(), y.scatter(0,torch.zeros(1,3).long(),1.).stride(), y.index_add(0,torch.tensor([0]),torch.ones(1,3)).stride(), y.triu().stride(), (y@x.t().t()).stride() if False else 0, y.sum(0,keepdim=True).stride(), y.index_fill(0,torch.tensor([0]),1.).stride(), y.put(torch.tensor([0]),torch.ones(1)).stride(), y.masked_scatter(y>1,y).stride(), y.select_scatter(torch.ones(3),0,0).stride(), y.diagonal_scatter(torch.ones(3)).stride(), y.index_copy(0,torch.tensor([0]),torch.ones(1,3)).stride())
    z=torch.zeros(2,3,4,5); print(z.permute(0,2,3,1).contiguous().stride(), z.to(memory_format=torch.channels_last).stride(), z.contiguous(memory_format=torch.channels_last).is_contiguous(memory_format=torch.channels_last), z.is_contiguous(memory_format=torch.channels_last))
t("s3",s3)
def s4():
    for d in (torch.float16,torch.bfloat16,torch.int32,torch.bool,torch.complex64,torch.uint8): print(torch.tensor([0,1.7,-2]).to(d), d, d.itemsize, torch.zeros(1).to(d).element_size())
    print(torch.tensor([1.,2.]).type(), torch.ones(2).int().type(), torch.ones(1,dtype=torch.bool).type(torch.LongTensor), torch.ones(2).new_tensor([1,2]), torch.float32==torch.float, str(torch.long), f"{torch.int8}", {torch.float32:1}[torch.float])
    print(torch.Tensor(2).shape, torch.Tensor([3]), torch.LongTensor([1]), torch.ByteTensor([300]) if False else "", torch.BoolTensor([1,0]), torch.HalfTensor([1.5]))
t("s4",s4)

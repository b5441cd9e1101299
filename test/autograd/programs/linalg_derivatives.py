import torch
L=torch.linalg
torch.manual_seed(0)
d=torch.float64
A=torch.randn(2,3,3,dtype=d,requires_grad=True); S=(A.detach()@A.detach().mT+torch.eye(3,dtype=d)).requires_grad_(); B=torch.randn(2,3,2,dtype=d,requires_grad=True); W=torch.randn(4,3,dtype=d,requires_grad=True); b=torch.randn(2,3,dtype=d,requires_grad=True)
from torch.autograd import gradcheck, gradgradcheck
def both(name,f,*xs):
    try: print(name,gradcheck(f,xs),gradgradcheck(f,xs))
    except Exception as e: print(name,type(e).__name__,str(e)[:300])
sym=lambda x:(x+x.mT)/2
both('inv',L.inv,A); both('det',L.det,A); both('slogdet',lambda a:L.slogdet(a)[1],A); both('solve',L.solve,A,B); both('solvev',L.solve,A,b); both('solvel',lambda a,x:L.solve(a,x,left=False),A,B.detach().mT.contiguous().requires_grad_())
both('chol',lambda s:L.cholesky(sym(s)),S); both('cholu',lambda s:L.cholesky(sym(s),upper=True),S); both('csolve',lambda x,s:torch.cholesky_solve(x,s.tril()),B,S); both('csolveu',lambda x,s:torch.cholesky_solve(x,s.triu(),upper=True),B,S); both('cinv',lambda s:torch.cholesky_inverse(s.tril()),S); both('cinvu',lambda s:torch.cholesky_inverse(s.triu(),upper=True),S)
both('qr',lambda a:tuple(L.qr(a)),A); both('qrw',lambda a:tuple(L.qr(a)),W); both('eigh',lambda s:L.eigh(sym(s))[0],S); both('eighv',lambda s:tuple(x.abs() for x in L.eigh(sym(s))),S); 
both('st',lambda a,x:L.solve_triangular(a,x,upper=True),S,B); both('stl',lambda a,x:L.solve_triangular(a,x,upper=False,unitriangular=True),S,B); both('stx',lambda a,x:L.solve_triangular(a,x.mT,upper=False,left=False),S,B)
both('pinv',L.pinv,W); both('pinvT',lambda w:L.pinv(w.mT),W); both('lu',lambda a:tuple(L.lu(a)),A); both('luf',lambda a:L.lu_factor(a)[0],A); both('mp',lambda a:L.matrix_power(a,5),A); both('fro',L.matrix_norm,W); both('logdet',torch.logdet,S)
def one(name,f,*xs):
    try: print(name,gradcheck(f,xs))
    except Exception as e: print(name,type(e).__name__,str(e)[:300])
one('svdvals',L.svdvals,W); one('nuc',lambda w:L.matrix_norm(w,'nuc'),W); one('two',lambda w:L.matrix_norm(w,2),W); one('cond',L.cond,A); one('lstsq',lambda w,x:L.lstsq(w,x)[0],W,torch.randn(4,2,dtype=d,requires_grad=True))

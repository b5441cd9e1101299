import torch
L=torch.linalg
def show(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
A=torch.tensor([[2.,1.,0.5],[1.,3.,-1.],[0.5,-1.,4.]],requires_grad=True)
N=torch.tensor([[1.,2.,3.],[-4.,0.,6.],[7.,8.,-10.]],requires_grad=True)
b=torch.tensor([1.,2.,3.],requires_grad=True); B=torch.arange(6.).reshape(3,2).requires_grad_()
W=torch.tensor([[1.,2.],[3.,-4.],[5.,6.]],requires_grad=True)
def g(name,f,*xs):
    try:
        o=f(*xs); o=o if isinstance(o,tuple) else (o,)
        print(name,[type(t.grad_fn).__name__ for t in o]); print(o)
        t=sum((x*torch.arange(1.,x.numel()+1).reshape(x.shape)).sum() for x in o if x.requires_grad)
        print(torch.autograd.grad(t,xs,create_graph=False))
    except Exception as e: print(name,type(e).__name__, e)
g('inv',L.inv,N); g('inverse',torch.inverse,N); g('slogdet',L.slogdet,N); g('logdet',torch.logdet,A); g('solve',L.solve,A,b); g('solveB',L.solve,A,B)
g('cholesky',L.cholesky,A); g('choleskyu',lambda A:L.cholesky(A,upper=True),A); g('cinv',lambda A:torch.cholesky_inverse(L.cholesky(A)),A)
g('qrW',L.qr,W); g('eigh',L.eigh,A); g('eigvalsh',L.eigvalsh,A); g('svdvals',L.svdvals,W); g('st',lambda N,B:L.solve_triangular(N,B,upper=True),N,B); g('stl',lambda N,B:L.solve_triangular(N,B,upper=False,unitriangular=True),N,B)
g('pinv',L.pinv,W); g('pinvw',lambda W:L.pinv(W.mT),W); g('mp',lambda N:L.matrix_power(N,3),N); g('mpn',lambda N:L.matrix_power(N,-2),N); g('mp0',lambda N:L.matrix_power(N,0),N); g('nuc',lambda W:L.matrix_norm(W,'nuc'),W); g('fro',L.matrix_norm,W); g('two',lambda W:L.matrix_norm(W,2),W); g('one',lambda W:L.matrix_norm(W,1),W); g('inf',lambda W:L.norm(W,float('inf')),W); g('norm',L.norm,W); g('multi',lambda N,B,W:L.multi_dot([N,B,W.T]),N,B,W);

print(L.matrix_rank(N),L.matrix_rank(torch.ones(3,3))); print(L.lstsq(W,b.unsqueeze(1)))
show(lambda:L.inv(torch.ones(2,2))); show(lambda:L.inv(W)); show(lambda:L.inv(b)); show(lambda:L.solve(torch.ones(2,2),torch.ones(2))); show(lambda:L.cholesky(-torch.eye(2))); show(lambda:L.det(W)); show(lambda:L.inv(torch.ones(2,2,dtype=torch.long))); show(lambda: L.inv_ex(torch.ones(2,2)).info); show(lambda:L.cholesky_ex(-torch.eye(2)).info); show(lambda:L.inv(torch.zeros(2,3,3)));show(lambda:L.det(torch.ones(2,2,requires_grad=True)));show(lambda: L.solve(N,torch.ones(4)));show(lambda: L.solve(N.double(),b))
show(lambda:L.eigh(N)); show(lambda: L.lu(N)); show(lambda:L.lu_factor(N)); show(lambda: L.inv(torch.stack([N,A])));show(lambda: L.matrix_norm(b)); show(lambda:L.matrix_power(W,2)); show(lambda: L.slogdet(W)); show(lambda: L.LinAlgError.__mro__)
g('lu',lambda N: L.lu(N)[1:],N)

import torch
for k in range(12):
    torch.manual_seed(k); n=2+k%5; a=torch.randn(n,n); s=a+a.T
    l,v=torch.linalg.eigh(s); print(l, v.round(decimals=3)+0.)
    q,r=torch.linalg.qr(torch.randn(n+1,n)); print(q.round(decimals=3)+0.)
    x=torch.randn(2,n,n,dtype=torch.double); b=torch.randn(2,n,dtype=torch.double)
    print(torch.linalg.solve(x,b), torch.linalg.det(x), torch.linalg.inv(x).stride(), torch.linalg.svdvals(x))

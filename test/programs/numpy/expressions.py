import numpy as np, torch
def show(f):
    try:
        r = f(); print(repr(r), r)
    except Exception as e:
        print(type(e).__name__, e)
a = np.arange(6.).reshape(2,3); i = np.arange(5)
t = torch.ones(2)
es = """t*np.arange(2.)
t+np.float64(2)
np.float64(2)*t
torch.tensor(np.arange(2.))
torch.tensor(np.float64(1.))
torch.tensor(np.float32(1.))
torch.tensor([np.ones(2),np.ones(2)])
torch.as_tensor(np.arange(3))
torch.tensor([np.float64(1)])
np.array(t)
np.array([t,t])
torch.tensor(np.int64(3))
np.mean([1,2])
t.numpy()
torch.from_numpy(3)
np.float32(1)*2.0
np.float64(3)*np.int64(2)
np.int64(3)/2
np.bool_(1)
a.dtype
np.zeros((0,3))
np.zeros((2,0))
np.array([],dtype=int)
np.array(1.5)
np.array([1e-10,1.5])
np.arange(1200)
np.arange(1200.).reshape(30,40)
np.array([1.0,np.nan,-np.inf])
np.array([[1.5,2],[3,4]],dtype=np.float32)
a[5]
a[0,1]
a[0,1,2]
a+np.arange(4.)
a.reshape(4)
np.array([1,2])**-1
np.array([1,2]).mean()
np.linspace(0,1,5)
np.array([[1,2],[3]])
np.dot(a,np.arange(4))
a@np.arange(3)
a@np.arange(4)
float(a)
bool(a)
np.pi
a.shape
np.float32(0.1)
np.concatenate([np.arange(2),np.ones((1,2))])
np.int64(7)//2
hash(np.int64(7))
np.True_ & False
torch.ones(2)[np.int64(1)]
torch.ones(2)[np.array([0,1])]
torch.ones(np.int64(2))
np.arange(3)*1.5
np.array([True,False])+1
np.array([1,2],dtype=np.int32)+1.5
-np.float64(2)
round(np.float64(2.567),2)
abs(np.float64(-2))
int(np.float64(2))
[np.float64(1)]
f"{np.float64(1.5):.3f}"
np.max(a)
a.argmax()
np.sqrt(4)
np.exp(1)
np.round(2.5)
np.allclose(a,a)
np.array_equal(a,a)
a.sum(axis=0)
a.sum(1,keepdims=True)
a.mean(), a.std(), a.var(ddof=1)
a.T
a[:,::-1]
a[::-1,1]
a[a>2]
a[[1,0]]
a[1]
a[...,0]
a[None].shape
a[-1,-1]
i[i%2==0]
np.where(i>2,i,0)
np.where(i>2)
np.eye(3)
np.ones((2,2))*3
np.full((2,),7)
np.full((2,2),.5)
np.stack([i,i]).shape
np.vstack([i,i])
np.hstack([i,i])
np.linspace(-1,1,11)
np.random.seed(0)
np.random.rand(3)
np.random.randn(2,3)
np.random.randint(0,10,5)
np.random.randint(5)
np.random.normal(0,1,4)
np.random.uniform(-1,1,(2,2))
np.random.permutation(6)
np.random.choice(5,3)
np.random.choice([1.5,2.5],4,p=[.3,.7])
np.random.choice(10,4,replace=False)
np.random.rand()
np.random.normal()
np.random.standard_normal(3)
np.random.exponential(2.,3)
np.linalg.norm(a)
np.linalg.norm([3,4])
np.array([1,2,3],dtype=float)
np.array([1.1,2.22,3.333])
np.array([100000.,0.001])
np.array([1e8,1.])
np.array([123456789.,1.])
np.array([0.1+0.2])
np.float64(0.1)+0.2
np.array([1/3,2/3])
np.array([1,-2,300])
np.array([True,False])
np.arange(0,1,.1)
np.sin(np.array([0.,1.]))
np.clip(i,1,3)
np.cumsum(i)
np.abs(np.array([-1,2]))
np.maximum(i,2)
np.median(i)
np.percentile(i,25)
np.std([1,2,3,4])
np.argsort([3,1,2])
np.sort([3,1,2])
np.unique([1,2,2,3])
np.outer([1,2],[3,4])
np.float64(1e-5), np.float64(1e20), np.float32(1e-5), np.float64('nan'), np.float64(123456.789)
i.dtype == np.int64, i.dtype == 'int64', a.dtype == float
a.astype(int)
a.astype(np.float32).dtype
i.tolist(), a.tolist()
len(a), a.size, a.ndim
a.flatten()
a.item()
np.isnan(np.array([1.,np.nan]))
sum(i), max(i), min(a[0])
list(i)
np.foo
np.meshgrid([1,2],[3,4])
np.tile([1,2],2)
np.repeat([1,2],2)
np.isclose(1.,1.0000001)
np.log(np.array([1.,2.]))
np.e
1-a
2**i
i/2
i//2
i%2
a==a
a>1
~(a>1)
(a>1)&(a<4)
-a
a.min(axis=1)
np.expand_dims(i,0).shape
np.float64(3).item()
np.int64(3)==3
np.float64(2)**2
np.array(3)
np.array([[1e-3,1e5],[2,3]])
np.random.RandomState(42).rand(2)
np.finfo(np.float32).eps
np.zeros(3,dtype=bool)
np.array([0.])
np.array([-0.5,10.25])
np.ones(30)/3
str(np.arange(100.)/7)""".split("\n")
for e in es:
    print(e); show(lambda: eval(e))
x = np.zeros(3); x[1]=5; x[0:1]+=2; print(x)
y = torch.from_numpy(x); y[2]=9; print(x); x[0]=-1; print(y)
z = torch.zeros(2); w=z.numpy(); w+=1; print(z, w)
m = np.arange(9).reshape(3,3); m[1]=0; m[:,0]=[7,8,9]; m[m>7]=-1; print(m)
m[::-1][0]=100; print(m); m[[0,1],[1,2]]=55; print(m)
try: i+=.5
except TypeError as e: print(e)
for r in np.eye(2): print(r)
print(np.ones((2,3,4)))
print({'a':np.float64(2)}, np.float64(2), str(np.float32(2.5)), f"{a.mean():.2f} {np.float64(2)}")

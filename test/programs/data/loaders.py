import torch
from torch.utils.data import Dataset, TensorDataset, DataLoader, Subset, ConcatDataset, random_split, RandomSampler, SequentialSampler, BatchSampler, WeightedRandomSampler, SubsetRandomSampler, IterableDataset, default_collate
torch.manual_seed(0)
x = torch.arange(10.).reshape(10,1); y = torch.arange(10)
ds = TensorDataset(x, y)
print(len(ds), ds[3], ds[2:4])
for xb, yb in DataLoader(ds, batch_size=4): print(xb.tolist(), yb)
dl = DataLoader(ds, batch_size=4, shuffle=True, drop_last=True)
print(len(dl), dl.batch_size, dl.dataset is ds)
for e in range(2):
    for xb, yb in dl: print(yb)
print(torch.rand(2))
g = torch.Generator().manual_seed(42)
for b in DataLoader(ds, 3, shuffle=True, generator=g): print(b)
print(torch.rand(1), torch.rand(1, generator=g))
a, b = random_split(ds, [7,3]); print(len(a), a.indices, b.indices, a[0])
a, b, c = random_split(range(10), [.5,.3,.2], generator=torch.Generator().manual_seed(1)); print(list(a), list(b), list(c))
print(len(ConcatDataset([a,b])), ConcatDataset([a,b])[6], len(ds+ds))
class D(Dataset):
    def __len__(self): return 5
    def __getitem__(self, i):
        return {'a': i, 'b': i*.5, 'c': str(i), 'd': (i, [i, torch.tensor(i)])}
for b in DataLoader(D(), batch_size=3): print(b)
print(list(RandomSampler(range(5))), list(SequentialSampler(range(3))), list(BatchSampler(range(5),2,False)))
print(list(RandomSampler(range(5), replacement=True, num_samples=40)))
print(list(WeightedRandomSampler([.1,.9,.5], 6)), list(SubsetRandomSampler([3,4,5])))
class I(IterableDataset):
    def __iter__(self): return iter(range(5))
print(list(DataLoader(I(), batch_size=2)))
print(list(DataLoader([1,2,3])), list(DataLoader([1.5,2], batch_size=None)))
for f in [lambda: DataLoader(ds, batch_size=0), lambda: DataLoader(ds, sampler=[1], shuffle=True), lambda: TensorDataset(x, y[:3]), lambda: DataLoader(ds, num_workers=-1), lambda: random_split(ds,[1,2]), lambda: next(iter(DataLoader([torch.ones(1),torch.ones(2)],batch_size=2))), lambda: len(DataLoader(I())), lambda: next(iter(DataLoader([object()]))), lambda: RandomSampler([])]:
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
print(list(DataLoader(ds, batch_sampler=[[0,1],[5]]))); print(next(iter(DataLoader(ds, batch_size=2, collate_fn=lambda b: len(b)))))
torch.manual_seed(3)
w = torch.zeros(1,1,requires_grad=True); opt=torch.optim.SGD([w],lr=.01)
for e in range(3):
    for xb,yb in DataLoader(ds,5,shuffle=True):
        l=((xb@w).squeeze()-yb).pow(2).mean(); opt.zero_grad(); l.backward(); opt.step()
print(w)

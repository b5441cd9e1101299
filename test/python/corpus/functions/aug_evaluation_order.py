class L(list):
    def __getitem__(self, i):
        print("get", i)
        return list.__getitem__(self, i)
    def __setitem__(self, i, v):
        print("set", i, v)
        list.__setitem__(self, i, v)
def idx():
    print("idx")
    return 0
def val():
    print("val")
    return 5
l = L([1, 2])
l[idx()] += val()

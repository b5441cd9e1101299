def f(**kw):
    kw["new"] = 1
    return kw
d = {"a": 1}
print(f(**d), d)
def g(*args):
    return type(args), args
print(g(), g(1))

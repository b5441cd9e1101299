def log(x):
    print("eval", x)
    return x
def f(a=log(1), *, b=log(2), c=log(3)): return a, b, c
print(f())

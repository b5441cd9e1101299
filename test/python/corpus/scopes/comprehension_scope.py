i = "outer"
l = [i for i in range(3)]
print(i, l)
def f():
    return [(lambda: i)() for i in range(3)], [k for k in (i for i in range(2))]
print(f())

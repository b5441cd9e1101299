def a(x):
    return b(x + 1)
def b(x):
    y = c(x) + 1
    return y
def c(x):
    raise ValueError(f"bad {x}")
a(1)

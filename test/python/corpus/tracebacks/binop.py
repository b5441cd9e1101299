def f(a, b):
    return a + 1 / b * 2
f(1, 0)

def f(a, b): raise KeyError("multi")
f(
    1,
    2,
)

def f():
    raise ValueError("a") from KeyError("b")
f()

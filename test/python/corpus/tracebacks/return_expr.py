def f(x):
    return {"a": x["k"], "b": 2}
f({})

def g():
    raise ValueError("x")
try:
    g()
except ValueError as e:
    err = e
raise err

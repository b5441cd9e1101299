g = 1
def f(a, b=2):
    c = 3
    return sorted(locals().items())
print(f(1))
globals()["made"] = 42
print(made, "f" in globals())

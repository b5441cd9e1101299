def f(a, b=2, *c, d=4, **e):
    """Doc of f."""
    x = 1
    return x
print(f.__name__, f.__doc__, f.__defaults__, f.__kwdefaults__, f.__module__)
f.tag = 5
print(f.tag, f.__dict__)
print(f.__code__.co_argcount, f.__code__.co_varnames, f.__code__.co_name, f.__code__.co_kwonlyargcount)
f.__name__ = "renamed"
print(f.__name__, f.__qualname__)
f.__doc__ = None
print(f.__doc__)
try:
    f.nope
except AttributeError as e:
    print(e)

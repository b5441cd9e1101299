def inner():
    try: raise KeyError("k")
    except KeyError: raise TypeError("t")
try:
    try: raise ValueError("v")
    except ValueError: inner()
except TypeError as e:
    c = e
    while c: print(repr(c)); c = c.__context__

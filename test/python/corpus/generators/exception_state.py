def g():
    try: raise ValueError("inner")
    except ValueError:
        yield 1
        try: raise
        except ValueError as e: print("re", e)
it = g()
try: raise KeyError("outer")
except KeyError:
    next(it)
    try: raise
    except KeyError as e: print("still", e)
list(it)

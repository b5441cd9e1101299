class cm:
    def __init__(self, g): self.g = g
    def __enter__(self): return next(self.g)
    def __exit__(self, t, v, tb):
        if t is None:
            try: next(self.g)
            except StopIteration: return False
        try: self.g.throw(t, v, tb)
        except StopIteration as e: return e is not v
        except BaseException as e:
            if e is not v: raise
            return False
def managed(n):
    print("setup", n)
    try: yield n
    except ValueError as e: print("handled", e)
    finally: print("teardown")
with cm(managed(1)) as v: print("in", v)
with cm(managed(2)): raise ValueError("x")
try:
    with cm(managed(3)): raise KeyError("y")
except KeyError as e: print("out", e)

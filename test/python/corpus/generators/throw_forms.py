def g():
    try: yield
    except Exception as e: print(type(e).__name__, e.args)
for a in [(ValueError,), (ValueError, "m"), (ValueError("i"),)]:
    it = g(); next(it)
    try: it.throw(*a)
    except StopIteration: pass
it = g()
try: it.throw(KeyError("early"))
except KeyError as e: print("early", e)
print(list(it))

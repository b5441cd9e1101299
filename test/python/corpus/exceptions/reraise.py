def f():
    try: raise ValueError("x")
    except ValueError:
        print("log")
        raise
try: f()
except ValueError as e: print("got", e, e.__context__)
try: raise
except RuntimeError as e: print(e)

def f():
    try:
        try:
            try: raise KeyError(1)
            finally: print("a")
        except ValueError: print("no")
        finally: print("b")
    except KeyError as e:
        print("c", e)
        return "ret"
    finally: print("d")
print(f())

def bad(): raise RuntimeError("in handler expr")
try:
    try: raise ValueError
    except bad(): pass
except RuntimeError as e: print(e, repr(e.__context__))

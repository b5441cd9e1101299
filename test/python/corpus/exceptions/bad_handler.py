try:
    try: raise ValueError("x")
    except "str": pass
except TypeError as e: print(e, repr(e.__context__))
try: pass
except undefined_name: pass
print("not evaluated")

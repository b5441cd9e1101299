try:
    raise ValueError("a", 1)
except (TypeError, ValueError) as e:
    print(type(e).__name__, e.args, e, repr(e))
else: print("else")
finally: print("finally")
try: pass
except: print("no")
else: print("else")
finally: print("finally")

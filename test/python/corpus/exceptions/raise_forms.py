for r in [ValueError, ValueError(), ValueError("m")]:
    try: raise r
    except ValueError as e: print(repr(e))
try: raise 5
except TypeError as e: print(e)
try: raise ValueError from 5
except TypeError as e: print(e)
try: raise ValueError("a") from KeyError
except ValueError as e: print(repr(e.__cause__))
class NotExc: pass
try: raise NotExc()
except TypeError as e: print(e)

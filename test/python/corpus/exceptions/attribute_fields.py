try: x_undefined
except NameError as e: print(e.name)
try: (5).foo
except AttributeError as e: print(e.name, e.obj)
try: import nope_mod
except ImportError as e: print(e.name, e, type(e).__name__)

import math
import math as m
from math import pi as p, pi
print(m is math, p == pi)
def f():
    from math import pi
    return pi
print(f() == pi)
try:
    import zzz_nothing
except ModuleNotFoundError as e:
    print(e, isinstance(e, ImportError))
try: math.nope
except AttributeError as e: print(e)

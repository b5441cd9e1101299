import sys
print(sys.version_info >= (3, 8), sys.version_info[:2], sys.version_info.major, sys.maxsize, sys.byteorder, sys.maxunicode, sys.float_info.epsilon, sys.float_info.max, sys.float_info.dig)
print(sys.stdout.write("hi\n"), sys.getrecursionlimit(), sys.float_info, "sys" in sys.modules, sys.version.startswith("3.11"), sys.intern("a"))
sys.stdout.flush()
print("x", file=sys.stdout)
try:
    1 / 0
except ZeroDivisionError:
    t, v, tb = sys.exc_info()
    print(t, v, tb is not None)
print(sys.exc_info())
sys.setrecursionlimit(200)
def r(n): return r(n + 1)
try:
    r(0)
except RecursionError as e:
    print(e)
class Out:
    def __init__(self): self.s = ""
    def write(self, x): self.s += x
    def flush(self): pass
old = sys.stdout
sys.stdout = o = Out()
print("captured")
sys.stdout = old
print(repr(o.s))
try:
    sys.exit(3)
except SystemExit as e:
    print(e.code)
print("end")

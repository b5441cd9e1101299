a = [1, 2, 3, 4]
del a[0], a[-1]
d = {"x": 1, "y": 2}
del d["x"]
class O: v = 1
o = O(); o.w = 2
del o.w
x = y = 1
del x, y
print(a, d, hasattr(o, "w"))
del (a, [d])
try: print(a)
except NameError as e: print(e)
del nope

x = "global"
class C:
    x = "class"
    def m(self): return x
    y = x
    z = [x for _ in range(1)]
    w = [i for i in x]
print(C().m(), C.y, C.z, C.w)
def f():
    x = "local"
    class D:
        a = x
        x = "D"
        b = x
    return D.a, D.b
try: print(f())
except NameError as e: print("err", e)

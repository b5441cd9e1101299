class A:
    v = 1
    def __getattribute__(self, name):
        if name == "magic": return 42
        return object.__getattribute__(self, name)
    def m(self): return self.magic
a = A()
print(a.magic, a.v, a.m())
try: a.zzz
except AttributeError as e: print(e)

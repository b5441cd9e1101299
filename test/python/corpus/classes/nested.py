class Outer:
    class Inner:
        def f(self): return "inner"
    def make(self): return self.Inner()
o = Outer()
print(o.make().f(), Outer.Inner.__qualname__, type(o.make()))

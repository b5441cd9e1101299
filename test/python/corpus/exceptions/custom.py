class E(Exception):
    def __init__(self, code, *a):
        super().__init__(f"code {code}", *a)
        self.code = code
class F(E):
    def __str__(self): return f"F<{self.code}>"
try: raise F(3, "x")
except E as e: print(e, e.code, e.args, repr(e), isinstance(e, F))
e = E(1)
print(str(e), e.args)
class G(Exception):
    def __init__(self, a, b): self.a = a
print(G(1, 2).args, str(G(1, 2)))

class A: pass
class B:
    def __repr__(self): return "<B>"
class C:
    def __str__(self): return "str C"
    def __repr__(self): return "repr C"
    def __format__(self, spec): return f"fmt[{spec}]"
print(B(), [B()], C(), [C()], f"{C():>3} {C()!r} {C()!s}", "%s %r" % (C(), C()))
print(repr(A()).startswith("<__main__.A object at 0x"))

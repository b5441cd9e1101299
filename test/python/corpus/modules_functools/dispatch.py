from functools import singledispatch, singledispatchmethod, partialmethod, reduce
@singledispatch
def show(x):
    return f"object {x}"
@show.register
def _(x: int):
    return f"int {x}"
@show.register(list)
def _(x):
    return f"list {len(x)}"
@show.register(str)
@show.register(bytes)
def _(x):
    return "text"
@show.register
def _(x: float | complex):
    return "number"
print(show(1), show(True), show([1, 2]), show("a"), show(b"a"), show(1.5), show(2j), show(None), show({}))
print(show.dispatch(bool) is show.registry[int], show.__name__, sorted(c.__name__ for c in show.registry))
class A: pass
class B(A): pass
show.register(A, lambda x: "A")
print(show(B()))
try:
    show()
except TypeError as e:
    print(e)
class Neg:
    @singledispatchmethod
    def neg(self, arg):
        raise NotImplementedError("no")
    @neg.register
    def _(self, arg: int):
        return -arg
    @neg.register
    def _(self, arg: bool):
        return not arg
print(Neg().neg(5), Neg().neg(True))
class Cell:
    def __init__(self): self.alive = False
    def set(self, state, extra=0): self.alive = (state, extra)
    on = partialmethod(set, True)
    off = partialmethod(set, False, extra=1)
c = Cell()
c.on(); print(c.alive)
c.off(); print(c.alive)

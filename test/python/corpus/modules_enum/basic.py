from enum import Enum, auto, unique, IntEnum, StrEnum
class Color(Enum):
    RED = 1
    GREEN = 2
    BLUE = auto()
    CRIMSON = 1
print(Color.RED, repr(Color.RED), Color.BLUE.value, Color.RED.name, Color(2), Color["GREEN"], Color.CRIMSON, list(Color), len(Color))
print(Color.RED is Color(1), Color.RED == 1, Color.RED == Color.CRIMSON, Color.RED in Color, isinstance(Color.RED, Color), hash(Color.RED) == hash("RED"))
print(Color.__members__, Color, type(Color), type(Color.RED), list(reversed(Color)), {Color.RED: "r"}[Color.RED])
print(f"{Color.RED}", f"{Color.RED!r:>15}", "%s" % Color.GREEN, str(Color.GREEN))
for f in [lambda: Color(9), lambda: Color["PINK"], lambda: setattr(Color, "RED", 5), lambda: Color.RED < Color.GREEN, lambda: Color.PINK,
          lambda: delattr(Color, "RED"), lambda: Color("RED"), lambda: setattr(Color.RED, "value", 3)]:
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
class Num(IntEnum):
    A = 1
    B = 5
    C = auto()
print(Num.A, repr(Num.A), Num.A + 1, Num.B > Num.A, Num(5), sorted([Num.B, Num.A]), f"{Num.C}", Num.C == 6, int(Num.B), [10, 20][Num.A], "%d" % Num.B)
class S(StrEnum):
    X = auto()
    Y = "why"
print(S.X, repr(S.X), S.Y.upper(), S.X == "x", f"{S.Y:>5}", S("why"), "a" + S.X)
try:
    @unique
    class D(Enum):
        A = 1
        B = 1
except ValueError as e:
    print(e)
class Empty(Enum):
    pass
F = Enum("F", "ONE TWO THREE")
G = Enum("G", {"a": 10, "b": 20})
H = Enum("H", ["p", "q"], start=5)
print(list(F), list(G), list(H), F.TWO, F.__module__)
try:
    class E(Color):
        X = 9
except TypeError as e:
    print(e)
class W(Enum):
    A = "a"
    B = (1, 2)
    C = None
    D = [1]
print(list(W), W((1, 2)), W([1]), W(None))

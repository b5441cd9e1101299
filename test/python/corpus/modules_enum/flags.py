from enum import Flag, IntFlag, auto
class P(Flag):
    R = auto()
    W = auto()
    X = auto()
    RW = R | W
print(P.R, repr(P.R | P.X), P.RW, P.R | P.W, list(P), P.R in P.RW, P.X in P.RW, bool(P.R & P.W), ~P.R, P.RW ^ P.R, P(0), repr(P(0)), P(5), P(3) is P.RW)
print(list(P.RW), len(P.RW), P.RW.value, P.RW.name, (P.R | P.X).name, P["RW"], P.__members__, P)
for f in [lambda: P(8), lambda: P.R | 1, lambda: P("a"), lambda: 1 in P.R]:
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
class I(IntFlag):
    A = 1
    B = 2
    C = 4
print(I.A | I.B, repr(I.A | I.B), I.A | 8, repr(I.A | 8), I.A + 1, ~I.A, repr(~I.A), I(7), I.A & 3, isinstance(I.A, int), I.A == 1, f"{I.B}", I(0), repr(I(0)), repr(I(9)))
x = P.R
x |= P.X
print(x, P.R < 3 if False else "", hash(P.R) == hash(P.R))

from enum import Enum, auto, nonmember, member, property as eprop
class Planet(Enum):
    MERCURY = (3.303e+23, 2.4397e6)
    EARTH = (5.976e+24, 6.37814e6)
    def __init__(self, mass, radius):
        self.mass = mass
        self.radius = radius
    @property
    def gravity(self):
        return 6.67300E-11 * self.mass / (self.radius * self.radius)
print(Planet.EARTH.mass, round(Planet.EARTH.gravity, 3), Planet.EARTH.value, Planet((3.303e+23, 2.4397e6)))
class Op(Enum):
    ADD = "+"
    SUB = "-"
    def apply(self, a, b):
        return a + b if self is Op.ADD else a - b
    def __str__(self):
        return f"op {self.value}"
    @classmethod
    def default(cls):
        return cls.ADD
    @staticmethod
    def helper():
        return "h"
    @classmethod
    def _missing_(cls, value):
        return cls.SUB if value == "minus" else None
print(Op.ADD.apply(1, 2), Op.SUB, Op.default(), Op.helper(), Op("minus"), f"{Op.ADD}", repr(Op.ADD))
try:
    Op("times")
except ValueError as e:
    print(e)
class Auto(Enum):
    def _generate_next_value_(name, start, count, last_values):
        return name.lower() + str(count)
    A = auto()
    B = auto()
print(list(Auto))
class Coord(bytes, Enum):
    def __new__(cls, value, label):
        obj = bytes.__new__(cls, [value])
        obj._value_ = value
        obj.label = label
        return obj
    PX = (0, "P.X")
    PY = (1, "P.Y")
print(Coord.PX.label, Coord(1), Coord.PY.value)
class Mixed(str, Enum):
    A = "a"
    B = "b"
print(Mixed.A, repr(Mixed.A), Mixed.A == "a", Mixed.A.upper(), f"{Mixed.A}", format(Mixed.A), "%s" % Mixed.A)
class FloatE(float, Enum):
    H = 0.5
print(FloatE.H, FloatE.H + 1, repr(FloatE.H), f"{FloatE.H}")
class Lower(Enum):
    x = 1
    def __eq__(self, other):
        return self.value == getattr(other, "value", other)
    __hash__ = Enum.__hash__
print(Lower.x == 1)
match Op.ADD:
    case Op.SUB: print("no")
    case Op.ADD: print("yes")
import copy
print(copy.copy(Op.ADD) is Op.ADD, copy.deepcopy([Op.ADD])[0] is Op.ADD)
class Ord(Enum):
    A = 1
    B = 2
    def __lt__(self, other):
        if self.__class__ is other.__class__:
            return self.value < other.value
        return NotImplemented
print(sorted([Ord.B, Ord.A]), max(Ord))

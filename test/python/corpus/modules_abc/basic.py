from abc import ABC, abstractmethod, ABCMeta
class Shape(ABC):
    @abstractmethod
    def area(self): ...
    @property
    @abstractmethod
    def name(self): ...
    def hello(self): return "hello " + self.name
class Sq(Shape):
    def area(self): return 4
    name = "sq"
print(Sq().hello(), Sq().area(), sorted(Shape.__abstractmethods__), isinstance(Sq(), Shape))
class Half(Shape):
    def area(self): return 1
for c in (Shape, Half):
    try:
        c()
    except TypeError as e:
        print(e)
@Shape.register
class Other: pass
print(issubclass(Other, Shape), isinstance(Other(), Shape), Shape in Other.__mro__)
class M(metaclass=ABCMeta):
    @classmethod
    @abstractmethod
    def make(cls): ...
    @staticmethod
    @abstractmethod
    def st(): ...
    @classmethod
    def __subclasshook__(cls, C):
        return True if hasattr(C, "make") else NotImplemented
class Duck:
    def make(self): pass
print(issubclass(Duck, M), issubclass(int, M), type(M))
try:
    M()
except TypeError as e:
    print(e)

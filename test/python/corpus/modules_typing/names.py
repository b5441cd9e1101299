from typing import *
import typing
print(List[int], Dict[str, int], Optional[int], Union[int, str], Union[int, None], Tuple[int, ...], Callable[[int], str], Any, Type[int], Callable[..., Any])
print(Set[str], Union[int, Union[str, float]], Union[int, int], Optional[Optional[int]], ClassVar[int], Final[int], Literal["a", 1], Iterable[int], Sequence, Tuple[()])
T = TypeVar("T")
K = TypeVar("K", bound=int)
print(T, K.__bound__, TypeVar("C", covariant=True), List[T], Dict[K, T][int, str], T.__name__)
class Box(Generic[T]):
    def __init__(self, v: T): self.v = v
    def get(self) -> T: return self.v
b = Box[int](5)
print(b.get(), Box[int], Box.__parameters__, isinstance(b, Box), Box(1).v)
class Sub(Box[str]): pass
print(Sub("x").v, Sub.__orig_bases__, Sub.__mro__[1].__name__)
print(get_origin(List[int]), get_args(Dict[str, int]), get_origin(Union[int, str]), get_args(Callable[[int, str], float]), get_origin(list[int]), get_args(int | str), get_origin(5))
def f(x: int, y: "Optional[str]" = None) -> List[int]: ...
print(get_type_hints(f), f.__annotations__)
class A:
    a: int
    b: "list[str]"
print(get_type_hints(A), cast(int, "x"), TYPE_CHECKING, NewType("UserId", int)(5))
print(List[int] == List[int], hash(List[int]) == hash(List[int]), Optional[int] == Union[int, None], Annotated[int, "m"], get_args(Annotated[int, "m"]))
print(isinstance([], List), isinstance({}, Mapping), isinstance(5, Hashable), Optional["A"], List["A"])
for g in [lambda: isinstance([], List[int]), lambda: List[int, str], lambda: Any(), lambda: Optional[int, str], lambda: Box[int, str], lambda: List(), lambda: isinstance(5, Any)]:
    try:
        print(g())
    except TypeError as e:
        print(e)
x: List[int] = [1]
def ff(*args: Any, **kw: Dict[str, Any]) -> NoReturn: raise SystemExit
print(Iterator[int], Generator[int, None, str], DefaultDict[str, list], Deque[int], Counter[str], NoReturn, Text, AnyStr, Self, ParamSpec("P"))

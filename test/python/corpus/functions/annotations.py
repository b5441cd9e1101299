def f(a: int, b: "text" = 1, *args: str, c: float = 2.0, **kw: dict) -> list[int]:
    y: undefined_name = 3
    return y
print(f.__annotations__)
print(f(1))
x: int = 5
z: str
print(__annotations__)
class C:
    a: int
    b: str = "q"
print(C.__annotations__, C.b, hasattr(C, "a"))

from __future__ import annotations
def f(a: Undefined, b: list[Nope]) -> Missing: return 1
print(f.__annotations__)
class C:
    x: Unknown = 1
print(C.__annotations__)

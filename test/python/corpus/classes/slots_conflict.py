class S:
    __slots__ = ("a",)
    a = 1

print(list[int], dict[str, list[int]], tuple[int, ...], int | None, int | str | float, list[int] | None, type[int], isinstance(3, int | str), list[int]([1, 2]))
def f(x: list[int], y: "int | None" = None) -> dict[str, int]: return {}
print(f.__annotations__)

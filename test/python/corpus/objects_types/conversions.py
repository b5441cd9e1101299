print(int("12"), int(3.9), int(True), float("1e3"), float(2), str(1.0), bool("0"), list("ab"), tuple([1]), set([1, 1]), dict([(1, 2)]), bytes(2), complex(1, 2), frozenset("a"), int(b"7"), ord("a"), chr(97))
for f in (lambda: int("1.5"), lambda: int(None), lambda: float("a"), lambda: list(5), lambda: dict(5), lambda: set(None), lambda: complex("x"), lambda: ord("ab"), lambda: chr(-1), lambda: tuple(3)):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)

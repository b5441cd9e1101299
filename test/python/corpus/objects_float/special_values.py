inf, nan = float("inf"), float("nan")
print(inf - inf, inf * 0, nan == nan, nan != nan, inf > 10**400, -inf < 0, [nan] == [nan], max(nan, 1), max(1, nan))
for f in (lambda: int(inf), lambda: int(nan), lambda: 1.0 / 0, lambda: 0.0 ** -1, lambda: 1e200 ** 2, lambda: float("x")):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)

for f in (lambda: 1 + "a", lambda: 1 // 0, lambda: 1 % 0, lambda: int("x"), lambda: int([]), lambda: 1 << -1, lambda: [1]["a"], lambda: 5(), lambda: len(5), lambda: 3 @ 4):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)

for f in (lambda: {[]}, lambda: {1}.remove(2), lambda: set().pop(), lambda: {1} | [2], lambda: {1}[0], lambda: hash({1}), lambda: set(5), lambda: frozenset({1}).add(2)):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)

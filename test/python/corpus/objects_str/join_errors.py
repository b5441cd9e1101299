for f in (lambda: ",".join([1]), lambda: ",".join(5), lambda: "a" + 1, lambda: 1 + "a", lambda: "a" * "b", lambda: "a" - "b", lambda: "a".foo, lambda: "x" in 5, lambda: 5 in "x", lambda: "a".split(""), lambda: "a" < 1):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)

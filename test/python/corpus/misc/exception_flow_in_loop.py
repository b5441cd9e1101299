def parse(items):
    ok, bad = [], []
    for it in items:
        try:
            v = int(it)
            if v < 0: raise ValueError(f"negative: {v}")
        except (ValueError, TypeError) as e: bad.append(str(e))
        else: ok.append(v)
    return ok, bad
print(parse(["1", "-2", "x", None, 5]))

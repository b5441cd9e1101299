def g():
    a = (yield 1) + (yield 2)
    print(a)
    b = [(yield 3), (yield 4), len((yield "len"))]
    print(b)
    c = {"k": (yield 5)}
    print(c, (yield 6) if (yield "t") else (yield 7))
    d = (yield 8) and (yield 9) or (yield 10)
    print(d)
    print(f"{(yield 11)}-{(yield 12)!r}")
    print((yield 13)[(yield 14)])
    e = lambda: (yield)
    return max((yield 15), (yield 16))
it = g()
send = [None, 1, 2, "x", "y", [1, 2], "five", False, "seven", 0, "ten", "f", "h", [5, 6], 1, 3, 9]
try:
    for s in send: print("<", it.send(s))
except StopIteration as e: print("ret", e.value)

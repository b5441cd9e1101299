def g(n):
    for i in range(n):
        if i == 1: continue
        if i == 4: break
        yield i
    else:
        yield "else"
    while n > 0:
        n -= 2
        yield n
    else:
        yield "welse"
    with CM() as c:
        yield c
    try:
        yield 1 / 0
    except ZeroDivisionError as e:
        yield str(e)
    else: yield "no"
    finally: yield "fin"
    match n:
        case 0: yield "zero"
        case x if x < 0: yield ("neg", x)
class CM:
    def __enter__(self): print("in"); return "cm"
    def __exit__(self, *a): print("out", a[0])
print(list(g(3)))
print(list(g(6)))

def p(x):
    print("p", x)
    return x
e = (p(x) for x in [1, 2, 3] if x != 2)
print("made")
print(next(e))
print(list(e))
print(sum(x * x for x in range(5)), max((y for y in [3, 1]), default=0))

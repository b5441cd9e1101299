def nat():
    n = 0
    while True:
        yield n
        n += 1
def take(n, it):
    for _ in range(n): yield next(it)
print(list(take(4, nat())), [x for x, _ in zip(nat(), "abc")])

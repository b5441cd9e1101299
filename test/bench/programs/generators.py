def numbers(n):
    for i in range(n):
        yield i


def squares(source):
    for x in source:
        yield x * x


def windows(source, size):
    window = []
    for x in source:
        window.append(x)
        if len(window) == size:
            yield sum(window)
            window = []


def tree(n):
    if n > 0:
        yield from tree(n - 1)
        yield n
        yield from tree(n - 1)


result = sum(windows(squares(numbers(60000)), 4)), sum(tree(11)), sum(x for x in numbers(60000) if x % 3 == 0)

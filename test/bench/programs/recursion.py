def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


def depth(tree):
    if tree is None:
        return 0
    left, right = tree
    return 1 + max(depth(left), depth(right))


def build(levels):
    return None if levels == 0 else (build(levels - 1), build(levels - 1))


result = fib(22), depth(build(12))

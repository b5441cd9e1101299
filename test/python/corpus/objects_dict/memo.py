cache = {}
def f(n):
    if n in cache: return cache[n]
    cache[n] = n if n < 2 else f(n - 1) + f(n - 2)
    return cache[n]
print(f(80), len(cache))

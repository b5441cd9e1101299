if (n := len("abc")) > 2: print(n)
print([y := 1, y ** 2], y)
print([last := x for x in range(4)], last)
def f():
    total = 0
    r = [total := total + v for v in range(5)]
    return r, total
print(f())
while (line := "x") and n > 0: n -= 1
print(n, line)
print(any((hit := v) > 2 for v in [1, 3, 5]), hit)

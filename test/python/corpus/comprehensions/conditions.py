print([x if x % 2 else -x for x in range(5) if x != 3 if x > 0])
print([y for x in range(5) if (y := x * x) > 3])

xs = [2.5, 3.7, 1.1, 9.9, 4.2]
m = sum(xs) / len(xs)
v = sum((x - m) ** 2 for x in xs) / len(xs)
print(m, v, v ** 0.5, min(xs), max(xs))

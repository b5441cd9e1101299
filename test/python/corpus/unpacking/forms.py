a, b = 1, 2
a, b = b, a
(c, d), e = [3, 4], "x"
[f, *g] = "hello"
*h, i = range(4)
j, *k, l = (1, 2)
m = n = []
m.append(1)
print(a, b, c, d, e, f, g, h, i, j, k, l, n)
for x, (y, z) in [(1, (2, 3))]: print(x, y, z)
(p,) = [9]
print(p)
x = y, = [5]
print(x, y)

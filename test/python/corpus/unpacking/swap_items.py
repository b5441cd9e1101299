l = [1, 2, 3]
l[0], l[2] = l[2], l[0]
i = 0
i, l[i] = 2, "x"
print(l, i)
d = {}
d["a"], d["b"], *d["c"] = 1, 2, 3, 4
print(d)

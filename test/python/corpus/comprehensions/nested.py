print([[i * j for j in range(3)] for i in range(3)])
print([(i, j) for i in range(4) if i % 2 for j in range(i) if j != 1])
print({i % 3 for i in range(10)}, {k: [v for v in range(k)] for k in range(3)})
m = [[1, 2], [3, 4]]
print([x for row in m for x in row], [list(r) for r in zip(*m)])

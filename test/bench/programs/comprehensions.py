n = 220
matrix = [[i * j % 10 for j in range(n)] for i in range(n)]
transposed = [[row[j] for row in matrix] for j in range(n)]
flat = [x for row in transposed for x in row if x > 2]
squares = {x: x * x for x in range(20000)}
distinct = {x % 1000 for x in flat}
pairs = [(a, b) for a, b in zip(flat, reversed(flat)) if a < b]
result = len(flat), len(squares), len(distinct), len(pairs), sum(a * b for a, b in pairs)

grid = {}
for x in range(3):
    for y in range(3): grid[x, y] = x * y
print(grid[2, 2], grid.get((5, 5)), (1, 1) in grid, (1.0, True) in grid, sum(grid.values()))
try: grid[[1], 2] = 3
except TypeError as e: print(e)

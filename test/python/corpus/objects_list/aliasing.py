grid = [[0] * 3] * 2
grid[0][1] = 5; print(grid)
grid = [[0] * 3 for _ in range(2)]; grid[0][1] = 5; print(grid)
a = b = [1]; a += [2]; print(b, a is b); a = a + [3]; print(b, a is b)

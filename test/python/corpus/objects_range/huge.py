r = range(10**30); print(len(range(10**15)), r[10**29], 10**29 in r, r[-1])
for i in range(10**20, 10**20 + 3): print(i)

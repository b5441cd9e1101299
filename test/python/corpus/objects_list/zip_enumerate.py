for i, (a, b) in enumerate(zip("abc", range(3, 9)), start=1): print(i, a, b)
print(list(zip(*[(1, 2), (3, 4)])), list(map(lambda a, b: a * b, [1, 2], [3, 4])), list(filter(None, [0, 1, "", "a"])), list(reversed([1, 2, 3])))

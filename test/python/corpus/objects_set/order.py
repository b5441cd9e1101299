print({3, 1, 2}, {10, 9, 8, 7}, {100, 5, 37, 64}, set(range(20, 0, -3)), {-1, -2, 5}, {0.5, 1, 2.25}, frozenset([7, 3, 11]))
s = set()
for i in (33, 5, 70, 12, 99, 41, 8): s.add(i); print(s)
s.discard(70); s.add(6); print(s, s.pop(), s)

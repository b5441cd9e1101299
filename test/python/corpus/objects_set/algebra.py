a, b = {1, 2, 3, 4}, {3, 4, 5}
print(a | b, a & b, a - b, b - a, a ^ b, a <= b, {3} < a, a.isdisjoint({9}), a.union([7], (8,)), a.intersection([1, 3], [3]))
a -= {1}; a |= {10}; a &= {2, 10, 3}; a ^= {2, 99}; print(a)

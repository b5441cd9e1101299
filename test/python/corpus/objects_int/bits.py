x = 0b1011
print(x << 3, x >> 1, x & 6, x | 16, x ^ 15, ~x, -x >> 1)
print([i for i in range(8) if x >> i & 1])
y = 1
y <<= 70; y |= 1; y ^= 2**70; print(y)

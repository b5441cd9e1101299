a, b = 0, 1
for i in range(120):
    a, b = b, a + b
print(a, a.bit_length(), a % 97, a // 10**10)

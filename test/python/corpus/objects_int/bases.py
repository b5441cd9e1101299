for n in (0, 1, 255, -255, 2**40):
    print(bin(n), oct(n), hex(n), int(bin(n), 2) == n, int(hex(n), 0))
print(int("zz", 36), int("-0b11", 0), int("1_000"))

def gcd(a, b):
    while b: a, b = b, a % b
    return a
print(gcd(2**80 - 1, 2**60 - 1), gcd(-12, 18), gcd(0, 5))

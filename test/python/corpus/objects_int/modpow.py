p = 2**61 - 1
print(pow(3, p - 1, p), pow(7, -1, 101), pow(2, 100, -7))
try: pow(2, -1, 4)
except ValueError as e: print(e)

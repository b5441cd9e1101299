n = 10 ** 4299
print(len(str(n)))
try: str(n * 10)
except ValueError as e: print(e)
print((n * 10) % 7)

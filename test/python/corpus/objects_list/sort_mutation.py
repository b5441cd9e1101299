xs = [3, 1, 2]
try: xs.sort(key=lambda x: xs.append(0) or x)
except ValueError as e: print(e)
print(xs)

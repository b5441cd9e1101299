try: [x for x in 5]
except TypeError as e: print(e)
try: {[]: 1 for _ in range(1)}
except TypeError as e: print(e)
try: {[] for _ in range(1)}
except TypeError as e: print(e)
print([undefined for _ in []])

xs = list(range(10))
print(xs[2:5], xs[::3], xs[::-2], xs[-3:], xs[7:2:-1])
xs[2:5] = ["a"]; print(xs); xs[::2] = [0] * len(xs[::2]); print(xs); del xs[1::2]; print(xs); xs[1:1] = [7, 8]; print(xs)
try: xs[::2] = [1]
except ValueError as e: print(e)

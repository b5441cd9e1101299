x = 1.0
for i in range(7):
    x = x - (x * x - 2) / (2 * x)
    print(i, x)

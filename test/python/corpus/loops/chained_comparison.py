x = 5
print(1 < x < 10, 1 < x > 3 < 4, x == 5 == 5.0, 1 < 2 > 1 != 0, not 1 < x)
print(x in [5] == True, x is x is not None, (1 < 2) < 3)

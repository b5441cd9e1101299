x = 1; y = 2; print(x, y)
if x: print("a"); print("b")
z = (1 +
     2) \
    + 3
print(z)

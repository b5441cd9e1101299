x = [3, "a"]
if x[0] < x[1] and True:
    pass

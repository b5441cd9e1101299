for x in (0.5, 1.5, 2.5, 2.675, 1.005, -0.5, 1e20, 0.15):
    print(round(x), round(x, 1), round(x, 2), int(x))

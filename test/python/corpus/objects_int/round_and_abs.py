print([round(n, -1) for n in (5, 15, 25, 14, -15)], round(12345, -2), abs(-7), round(2.5), round(3.5), round(-2.5))

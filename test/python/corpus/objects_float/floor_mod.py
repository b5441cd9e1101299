for a in (5.5, -5.5):
    for b in (2.0, -2.0, 0.3):
        print(a // b, a % b, divmod(a, b))

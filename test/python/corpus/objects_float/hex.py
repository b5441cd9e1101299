for x in (1.0, 0.1, -2.5, 5e-324, 0.0): print(x.hex(), float.fromhex(x.hex()) == x, x.as_integer_ratio())

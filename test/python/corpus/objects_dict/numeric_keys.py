d = {1: "int", 1.0: "float", True: "bool", 0: "zero", False: "no", 2**70: "big"}
print(d, d[1], d[2.0**70], d.get(1+0j), -0.0 in d)

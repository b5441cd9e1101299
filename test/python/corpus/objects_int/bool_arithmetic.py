print(True + True, True * 3, sum([True, False, True]), True == 1, {True: "a"}[1], [10, 20][True])
print(True & False, True | 0, True ^ True, ~True, isinstance(True, int), str(True), repr(False))

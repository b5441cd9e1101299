match (1, [2, {"k": (3, 4)}]):
    case (a, [b, {"k": (c, d) as pair}]) as whole: print(a, b, c, d, pair, whole)
match 5:
    case x if x > 10: print("big")
    case y: print("y", y, x)
match [1, 2]:
    case [1, z] | [z, 1]: print("or", z)
match 5:
    case 6: print("no")
print("fallthrough")

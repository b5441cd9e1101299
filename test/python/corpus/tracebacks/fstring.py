x = 3
print(f"a {x:d} {x.nope} b")

x = 3; name = "n"
print(f"{x=} {name=!s} {x*2 = :>4} {x!r:>3}")

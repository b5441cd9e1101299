class Color:
    RED = 1
    GREEN = 2
def f(c):
    match c:
        case Color.RED: return "r"
        case Color.GREEN: return "g"
    return "none"
print(f(1), f(2), f(3))
match = 5
case = 6
print(match, case)

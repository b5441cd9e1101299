class P: pass
try:
    match P():
        case P(1): pass
except TypeError as e: print(e)
try:
    match 5:
        case int(1, 2): pass
except TypeError as e: print(e)
class Q:
    __match_args__ = ("a",)
try:
    match Q():
        case Q(1, 2): pass
except TypeError as e: print(e)
x = 3
try:
    match 3:
        case x(): pass
except TypeError as e: print(e)

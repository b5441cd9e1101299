def src():
    for i in range(6): yield i
def evens(it):
    for x in it:
        if x % 2 == 0: yield x
def sq(it):
    for x in it: yield x * x
print(list(sq(evens(src()))))

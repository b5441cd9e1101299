def f(): pass
def g(): return
def h():
    for i in range(3):
        if i == 1: return i
print(f(), g(), h())

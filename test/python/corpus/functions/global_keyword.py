x = 1
def f():
    global x, fresh
    x += 1
    fresh = "made"
    del x
f()
print(fresh)
try: print(x)
except NameError as e: print(e)

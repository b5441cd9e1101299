class C:
    def __enter__(self): return self
    def __exit__(self, *a): print("exit")
def f():
    with C(): return "r"
def g():
    for i in range(3):
        with C():
            if i == 0: continue
            break
    return i
print(f(), g())

print(0 or "a", "" or [] or None, 1 and 2, 1 and 0 and 2, not [], None or 0)
print([] and f(), "x" if [] else "y", 1 if 0 else 2 if 0 else 3)
class B:
    def __bool__(self): print("bool"); return False
b = B()
print((b and 1) is b, (b or 5), not b)
if b: print("no")
elif not b: print("elif")

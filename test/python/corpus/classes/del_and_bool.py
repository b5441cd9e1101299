class A:
    def __len__(self): return 0
class B:
    def __bool__(self): return "no"
print(bool(A()), not A(), bool(object()))
try: bool(B())
except TypeError as e: print(e)

class A:
    def __enter__(self): print("A"); return self
    def __exit__(self, *a): print("A exit", a[0].__name__ if a[0] else None); return True
class B:
    def __enter__(self): raise ValueError("B")
    def __exit__(self, *a): print("never")
with A(), B(): print("no")
print("ok")

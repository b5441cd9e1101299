class A:
    def __init__(self, v): self.v = v
    def __lt__(self, o): return NotImplemented
    def __gt__(self, o): print("gt"); return True
class B(A):
    def __gt__(self, o): print("B.gt"); return False
print(A(1) < A(2), A(1) < B(2))
try: A(1) <= A(2)
except TypeError as e: print(e)

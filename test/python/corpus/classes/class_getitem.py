class A:
    def __class_getitem__(cls, k): return (cls.__name__, k)
print(A[int], A["x", 1])
class B: pass
try: B[0]
except TypeError as e: print(e)

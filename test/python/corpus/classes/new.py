class S:
    _inst = None
    def __new__(cls, *a):
        if cls._inst is None:
            print("new")
            cls._inst = super().__new__(cls)
        return cls._inst
    def __init__(self, *a): print("init", a)
print(S(1) is S(2))
class Other:
    def __new__(cls): return 5
    def __init__(self): print("never")
print(Other())

class Stack(list):
    def __init__(self, *items):
        super().__init__(items)
        self.log = []
    def push(self, v):
        self.log.append(v)
        self.append(v)
s = Stack(1, 2)
s.push(3)
print(s, len(s), s[-1], s.log, isinstance(s, list), s == [1, 2, 3], s[0:2])
class Default(dict):
    def __missing__(self, k):
        self[k] = k * 2
        return self[k]
d = Default(a=1)
print(d["a"], d["zz"], d, len(d))
class T(tuple):
    def __new__(cls, a, b): return super().__new__(cls, (a, b))
    @property
    def first(self): return self[0]
t = T(1, 2)
print(t.first, t, t == (1, 2), len(t))
a, b = t
print(a, b)

class Meta(type):
    def __new__(mcls, name, bases, ns, **kw):
        print("new", name, sorted(k for k in ns if not k.startswith("__")), kw)
        cls = super().__new__(mcls, name, bases, ns)
        cls.added = name.lower()
        return cls
    def __init__(cls, name, bases, ns, **kw):
        super().__init__(name, bases, ns)
        print("init", cls.__name__)
    def __call__(cls, *a):
        print("call", a)
        return super().__call__(*a)
    def hello(cls): return "hello from " + cls.__name__
    def __len__(cls): return 99
class A(metaclass=Meta, opt=1):
    x = 1
    def __init__(self, v): self.v = v
class B(A): pass
print(A.added, B.added, type(B) is Meta, A.hello(), len(A), A(5).v)
try: A(1).hello()
except AttributeError as e: print(e)

from contextlib import contextmanager, suppress, closing, nullcontext, ExitStack, redirect_stdout, ContextDecorator, AbstractContextManager
import io
@contextmanager
def cm(x):
    print("enter", x)
    try:
        yield x * 2
    except ValueError as e:
        print("caught", e)
    finally:
        print("exit")
with cm(2) as v:
    print(v)
with cm(3):
    raise ValueError("boom")
try:
    with cm(4):
        raise KeyError("k")
except KeyError as e:
    print("outer", e)
@cm(1)
def f(): print("body")
f(); f()
with suppress(ZeroDivisionError, KeyError):
    1 / 0
print("after")
class R:
    def close(self): print("closed")
with closing(R()) as r: print(type(r).__name__)
with nullcontext(5) as n: print(n)
with ExitStack() as st:
    print(st.enter_context(cm(7)))
    st.callback(print, "cb", 1, sep="-")
    st.push(lambda *a: print("pushed", a[0]))
class D(ContextDecorator):
    def __enter__(self): print("in"); return self
    def __exit__(self, *e): print("out"); return False
@D()
def g(): return 3
print(g())
b = io.StringIO()
with redirect_stdout(b):
    print("hidden")
print(repr(b.getvalue()))
@contextmanager
def none():
    if False: yield
@contextmanager
def two():
    yield 1
    yield 2
for c in (none, two):
    try:
        with c(): pass
    except RuntimeError as e:
        print(e)
with ExitStack() as st:
    st.push(lambda t, v, tb: (print("swallow", t.__name__), True)[1])
    raise OSError("x")
try:
    ExitStack().enter_context(5)
except TypeError as e:
    print(e)
s = ExitStack(); s.callback(print, "later"); t = s.pop_all(); s.close(); t.close()
class A(AbstractContextManager):
    def __exit__(self, *a): return True
with A() as a: raise ValueError
print(isinstance(D(), AbstractContextManager), cm.__name__)

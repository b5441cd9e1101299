import io
b = io.StringIO("a\nbc\n")
print(repr(b.read(1)), b.readline(), list(b), b.tell(), b.seek(0), b.readlines(), b.getvalue())
c = io.StringIO()
print(c.write("hello"), print("x", 1, file=c), repr(c.getvalue()))
c.seek(0); c.write("J"); print(c.getvalue(), c.closed)
with io.StringIO("q") as d: print(d.read())
try:
    d.read()
except ValueError as e:
    print(e)
try:
    c.write(5)
except TypeError as e:
    print(e)

import random
for s in ["hello", "", "é\U0001f600", b"abc", bytearray(b"abc"), 1.5, -0.25, 1e300]:
    random.seed(s)
    print(repr(s), random.random(), random.randint(0, 1000))
random.seed("x", version=1)
print(random.random())
try:
    random.seed([1])
except TypeError as e:
    print(e)

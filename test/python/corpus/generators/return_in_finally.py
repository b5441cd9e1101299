def g():
    try:
        yield 1
        return "a"
    finally:
        print("f")
        yield 2
print(list(g()))
def h():
    for i in range(3):
        try: yield i
        finally: print("after", i)
for x in h(): print("got", x)

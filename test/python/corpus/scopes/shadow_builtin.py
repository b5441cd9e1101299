list = [1, 2]
print(list)
del list
print(list("ab"))
def f():
    len = lambda x: 99
    return len("abc")
print(f(), len("abc"))

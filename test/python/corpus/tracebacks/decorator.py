def deco(f):
    raise TypeError("in deco")
@deco
def g():
    pass

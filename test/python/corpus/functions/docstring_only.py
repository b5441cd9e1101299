def f():
    "just doc"
def g():
    f"not {1}"
class C:
    """class doc"""
print(f.__doc__, g.__doc__, C.__doc__, f())

import warnings
with warnings.catch_warnings(record=True) as w:
    warnings.simplefilter("always")
    warnings.warn("one")
    warnings.warn("two", DeprecationWarning)
    warnings.warn(RuntimeWarning("three"))
    print(len(w), [str(x.message) for x in w], [x.category.__name__ for x in w], w[0].lineno)
with warnings.catch_warnings():
    warnings.simplefilter("error")
    try:
        warnings.warn("bad", UserWarning)
    except UserWarning as e:
        print("raised", e)
with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    warnings.warn("silent")
def f(): warnings.warn("level", stacklevel=2)
with warnings.catch_warnings(record=True) as w:
    warnings.simplefilter("default")
    f()
    for _ in range(3): warnings.warn("loop")
    print(len(w), w[0].lineno, w[-1].lineno)
with warnings.catch_warnings(record=True) as w:
    warnings.simplefilter("once")
    warnings.warn("a"); warnings.warn("a"); warnings.warn("b")
    print(len(w))
with warnings.catch_warnings(record=True) as w:
    warnings.simplefilter("always")
    warnings.filterwarnings("ignore", message="skip.*")
    warnings.filterwarnings("ignore", category=DeprecationWarning)
    warnings.warn("skip this"); warnings.warn("x", DeprecationWarning); warnings.warn("keep")
    print([str(x.message) for x in w])
class Mine(UserWarning): pass
with warnings.catch_warnings(record=True) as w:
    warnings.simplefilter("always")
    warnings.warn("m", Mine)
    print(w[0].category, issubclass(w[0].category, Warning), repr(w[0].message))
for g in [lambda: warnings.simplefilter("nope"), lambda: warnings.warn("x", int), lambda: warnings.warn()]:
    try:
        g()
    except Exception as e:
        print(type(e).__name__, e)
print(warnings.formatwarning("msg", UserWarning, "file.py", 3, "the line"))

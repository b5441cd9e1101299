print("%d %s %r %5.2f %-5s| %05d %x %o %e %g %% %c" % (3, "a", "b", 3.14159, "l", 42, 255, 8, 12345.678, 1e-5, 65))
print("%(a)s-%(b)03d" % {"a": 1, "b": 2}, "%s" % (1,), "%s and %s" % ("x", [1]))
for t, v in (("%d", "x"), ("%s %s", (1,)), ("%s", (1, 2)), ("%q", 1), ("%", 1)):
    try: print(t % v)
    except Exception as e: print(type(e).__name__, e)

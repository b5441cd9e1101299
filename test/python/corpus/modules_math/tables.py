import math
xs = [-3.7, -1.1, -0.5, -0.1, 0.0, 1e-9, 0.1, 0.3, 0.7, 0.99, 1.0, 1.5, 2.0, 3.3, 7.1, 10.0, 25.5, 100.0, 1e5, 1e10]
for name in "sin cos tan asin acos atan sinh cosh tanh asinh acosh atanh exp expm1 log log1p log2 log10 sqrt exp2 gamma lgamma erf floor ceil fabs degrees radians".split():
    out = []
    for x in xs:
        try:
            out.append(repr(getattr(math, name)(x)))
        except (ValueError, OverflowError) as e:
            out.append(str(e))
    print(name, " ".join(out))

xs = [1, 2]
xs.append(3); xs.extend("ab"); xs.insert(0, "z"); xs.insert(-1, "y"); print(xs, xs.pop(), xs.pop(0), xs)
xs.remove("a"); print(xs, xs.index(3), xs.count(2)); xs.reverse(); print(xs); ys = xs.copy(); xs.clear(); print(xs, ys)
for f in (lambda: [].pop(), lambda: [].remove(1), lambda: [1].index(2), lambda: [1][5], lambda: [1].append(), lambda: [1] + (2,)):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)

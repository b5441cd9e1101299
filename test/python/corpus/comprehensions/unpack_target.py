print([a + b for a, b in [(1, 2), (3, 4)]], {k: v for k, (v, *_) in [("a", [1, 2])]})
print([x for x, in [(1,), (2,)]], [i for i, _ in enumerate("abc")])

a, b = {"x": 1, "y": 2}
print(a, b)
(k, v), = {"q": 3}.items()
print(k, v)

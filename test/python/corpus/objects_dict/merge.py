a = {"x": 1, "y": 2}; b = {"y": 20, "z": 30}
print(a | b, b | a, {**a, **b}, dict(a, **b)); a |= b; print(a); a.update(w=1); a.update([("q", 2)]); print(a)

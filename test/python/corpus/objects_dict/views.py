d = {"x": 1, "y": 2}
k, v, i = d.keys(), d.values(), d.items()
d["z"] = 3; print(k, v, i, len(k), "z" in k, ("x", 1) in i, k & {"x"}, k - {"x", "y"}, {"x": 1}.items() <= i, list(reversed(d)))

a = [1]; a.append(a); print(a); d = {"a": a}; d["d"] = d; print(d); t = (a,); print(t)

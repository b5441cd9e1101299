words = "apple avocado banana blueberry cherry".split()
g = {}
for w in words: g.setdefault(w[0], []).append(w)
print(g, {k: len(v) for k, v in g.items()}, max(g, key=lambda k: len(g[k])), dict(sorted(g.items(), reverse=True)))

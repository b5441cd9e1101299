xs = [3, 1, 3, 2, 1]
seen = set(); print([x for x in xs if not (x in seen or seen.add(x))], list(dict.fromkeys(xs)), len(set(xs)), sorted(set("mississippi")))

s = {frozenset({1, 2}), frozenset({3})}
print(frozenset({2, 1}) in s, {1, 2} in s, len(s), frozenset() == set(), hash(frozenset({1, 2})) == hash(frozenset({2, 1})))

from itertools import product, permutations, combinations, combinations_with_replacement
print(list(product("ab", [1, 2])), list(product([0, 1], repeat=2)), list(product()), list(product([], [1])))
print(list(permutations([1, 2, 3])), list(permutations("abc", 2)), list(permutations([1], 2)), list(permutations([])))
print(list(combinations("abcd", 2)), list(combinations([1, 2], 3)), list(combinations([1], 0)))
print(list(combinations_with_replacement("abc", 2)), list(combinations_with_replacement([], 1)), list(combinations_with_replacement([], 0)))
print(len(list(permutations(range(6)))), sum(1 for _ in product(range(3), repeat=4)), list(combinations(range(5), 3))[-1])
for f in [lambda: combinations([1], -1), lambda: permutations([1], "a"), lambda: product([1], repeat=-1), lambda: combinations([1]), lambda: permutations()]:
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)

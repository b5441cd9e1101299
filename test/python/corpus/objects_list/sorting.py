people = [("Ann", 31), ("bob", 25), ("Cid", 31), ("dee", 25)]
print(sorted(people), sorted(people, key=lambda p: p[1]), sorted(people, key=lambda p: (-p[1], p[0].lower())), sorted(people, key=lambda p: p[1], reverse=True))
xs = [3, 1.5, True, -2]; xs.sort(); print(xs)
try: [1, "a"].sort()
except TypeError as e: print(e)

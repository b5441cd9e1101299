from itertools import count, cycle, repeat, islice, takewhile
print(list(islice(count(), 5)), list(islice(count(10, -2), 4)), list(islice(count(0.5, 0.1), 5)))
print(list(islice(cycle("abc"), 7)), list(islice(cycle([]), 3)), list(repeat(7, 3)), list(islice(repeat(None), 2)))
print(count(3), count(1, 2), count(1.5), repeat("a"), repeat("a", 2))
print(list(map(pow, range(5), repeat(2))), list(zip(count(1), "ab")), list(takewhile(lambda n: n < 20, count(0, 7))))
c = count(5); next(c); print(c)
for f in [lambda: count("a"), lambda: repeat(), lambda: cycle(), lambda: cycle(5), lambda: repeat(1, "a")]:
    try:
        print(f())
    except TypeError as e:
        print(e)

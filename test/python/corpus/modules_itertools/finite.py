from itertools import *
import operator
print(list(accumulate([1, 2, 3, 4])), list(accumulate([1, 2, 3], operator.mul)), list(accumulate([1, 2], initial=100)), list(accumulate([])), list(accumulate([3, 1, 4], max)))
print(list(chain("ab", [1, 2], ())), list(chain.from_iterable(["ab", "cd"])), list(chain()))
print(list(compress("ABCDEF", [1, 0, 1, 0, 1, 1])), list(dropwhile(lambda x: x < 5, [1, 4, 6, 4, 1])), list(takewhile(lambda x: x < 5, [1, 4, 6, 4, 1])))
print(list(filterfalse(lambda x: x % 2, range(6))), list(filterfalse(None, [0, 1, "", "a"])))
print(list(starmap(pow, [(2, 5), (3, 2)])), list(pairwise("ABCD")), list(pairwise([1])), list(pairwise([None, None, 1])))
print(list(zip_longest("ab", [1, 2, 3], fillvalue="-")), list(zip_longest("ab", "c")), list(zip_longest()))
print(list(islice("ABCDEFG", 2)), list(islice("ABCDEFG", 2, 4)), list(islice("ABCDEFG", 2, None)), list(islice("ABCDEFG", 0, None, 2)))
for f in [lambda: islice([1], -1), lambda: islice([1], 0, -1), lambda: islice([1], 0, 1, 0), lambda: islice([1]), lambda: chain(5).__next__(), lambda: accumulate(),
          lambda: compress([1]), lambda: zip_longest([1], foo=2), lambda: takewhile(1), lambda: list(chain.from_iterable(3))]:
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
it = iter(range(10))
print(list(islice(it, 3)), next(it))

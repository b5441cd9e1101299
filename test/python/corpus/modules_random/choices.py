import random
random.seed(3)
print(random.choice([1, 2, 3]), random.choice("abc"), random.choice(range(10, 20)))
print(random.choices([1, 2, 3], k=5))
print(random.choices("abc", weights=[1, 2, 3], k=6), random.choices("abc", cum_weights=[1, 3, 6], k=4))
x = list(range(10))
random.shuffle(x)
print(x)
print(random.sample(range(100), 5), random.sample(x, k=10), random.sample(range(1000), 30))
print(random.sample(["a", "b"], counts=[3, 4], k=5))
for bad in [lambda: random.choice([]), lambda: random.sample([1], 2), lambda: random.sample({1, 2}, 1),
            lambda: random.choices([1], weights=[0]), lambda: random.choices([1, 2], [1]), lambda: random.choices([1], 5),
            lambda: random.choices([1], weights=[1], cum_weights=[1]), lambda: random.randint(5, 1),
            lambda: random.randrange(0), lambda: random.randrange(1, 5, 0), lambda: random.randrange(5, 1, 2)]:
    try:
        bad()
    except Exception as e:
        print(type(e).__name__, e)

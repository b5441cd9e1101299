import random
a = random.Random(5)
b = random.Random(5)
print(a.random() == b.random(), a.randint(0, 9), b.randint(0, 9))
state = a.getstate()
print(state[0], len(state[1]), state[2])
first = [a.random() for _ in range(3)]
a.setstate(state)
print(first == [a.random() for _ in range(3)])
print(a.randbytes(5))
class Half(random.Random):
    def random(self):
        return 0.5
h = Half(1)
print(h.uniform(0, 10), h.random())
random.seed(1)
s = random.getstate()
x = random.gauss(0, 1)
random.setstate(s)
print(x == random.gauss(0, 1))
print(random.Random("a").random())

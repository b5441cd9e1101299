import random
random.seed(7)
for i in range(3):
    print(random.uniform(-1, 1), random.gauss(0, 1), random.gauss(mu=5, sigma=2))
    print(random.normalvariate(0, 1), random.lognormvariate(0, 1), random.expovariate(1.5))
    print(random.triangular(), random.triangular(0, 10, 3), random.vonmisesvariate(0, 4))
    print(random.gammavariate(2, 3), random.gammavariate(1, 3), random.gammavariate(0.5, 3), random.betavariate(2, 5))
    print(random.paretovariate(3), random.weibullvariate(1, 1.5))
try:
    random.gammavariate(0, 1)
except ValueError as e:
    print(e)

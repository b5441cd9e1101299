class Vector:
    def __init__(self, x, y):
        self.x = x
        self.y = y

    def __add__(self, other):
        return Vector(self.x + other.x, self.y + other.y)

    def scaled(self, factor):
        return Vector(self.x * factor, self.y * factor)

    @property
    def size(self):
        return self.x * self.x + self.y * self.y


class Particle:
    count = 0

    def __init__(self, place, speed):
        self.place = place
        self.speed = speed
        Particle.count += 1

    def step(self, dt):
        self.place = self.place + self.speed.scaled(dt)
        if self.place.size > 100.0:
            self.speed = self.speed.scaled(-1.0)


particles = [Particle(Vector(i * 0.1, 0.0), Vector(1.0, i * 0.05)) for i in range(20)]
for _ in range(600):
    for p in particles:
        p.step(0.1)
result = round(sum(p.place.size for p in particles), 6), Particle.count

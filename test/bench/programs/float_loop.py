def integrate(steps):
    x, v = 1.0, 0.0
    dt = 0.001
    for _ in range(steps):
        a = -x - 0.1 * v
        v += a * dt
        x += v * dt
    return x, v


total = 0.0
i = 0
while i < 100000:
    total += 1.0 / (2 * i + 1) if i % 2 == 0 else -1.0 / (2 * i + 1)
    i += 1
result = integrate(150000), total

def avg():
    total = count = 0
    value = None
    while True:
        x = yield value
        total += x; count += 1
        value = total / count
c = avg()
next(c)
print(c.send(10), c.send(20), c.send(5))

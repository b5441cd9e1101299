xs = [1, 2, 3, 4]
for x in xs:
    if x % 2 == 0: xs.remove(x)
    if len(xs) < 6: xs.append(x * 10)
print(xs)

h = 0.0
for k in range(1, 2001): h += 1 / k
print(h, f"{h:.3f}", h.is_integer(), (8.0).is_integer())

s = 0.0
for i in range(10): s += 0.1
print(s, s == 1.0, abs(s - 1) < 1e-9, f"{s:.20f}")

class O: pass
o = O(); a = [0, 0]
for o.x in range(3): pass
for a[1] in "xy": pass
for i, (j, *k) in [(1, (2, 3, 4))]: print(i, j, k)
print(o.x, a)

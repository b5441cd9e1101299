for i in range(3):
    if i == 5: break
else: print("else")
for i in range(3):
    if i == 1: break
else: print("no")
n = 3
while n:
    n -= 1
    if n == 1: continue
else: print("welse", n)
while True:
    break
else: print("no")
for x in []: pass
else: print("empty else")

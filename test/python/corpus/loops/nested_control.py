out = []
for i in range(4):
    if i == 2: continue
    for j in range(4):
        if j == i: break
        out.append((i, j))
    else: out.append("done")
print(out)

l = [1, 2, 3]
for x in l:
    if x < 3: l.append(x + 10)
    if len(l) > 6: break
print(l)
d = {"a": 1}
try:
    for k in d: d["b"] = 2
except RuntimeError as e: print(e)

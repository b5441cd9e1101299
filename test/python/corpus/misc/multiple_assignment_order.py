log = []
class T:
    def __setitem__(self, k, v): log.append((k, v))
t = T()
t["a"] = t["b"] = x = 5
print(log, x)

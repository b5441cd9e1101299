class Tag(str):
    def __new__(cls, v, kind): self = super().__new__(cls, v); self.kind = kind; return self
    def shout(self): return self.upper() + "!"
t = Tag("hi", 3)
print(t, repr(t), t.kind, t.shout(), type(t + "x").__name__, t == "hi", {t: 1}["hi"], len(t), t[0], f"{t:>5}", "%s" % t, ",".join([t, t]), hash(t) == hash("hi"))

class Machine:
    def __init__(self): self.state = self.start
    def start(self, c): return self.word if c.isalpha() else self.start
    def word(self, c): return self.start if c == " " else self.word
    def run(self, s):
        out = []
        for c in s:
            self.state = self.state(c)
            out.append(self.state.__name__[0])
        return "".join(out)
print(Machine().run("ab 1 cd"))

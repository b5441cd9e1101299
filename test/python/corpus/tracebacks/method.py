class A:
    def m(self, v):
        self.v = v
        return self.helper(v)
    def helper(self, v):
        assert v > 10, "too small"
A().m(3)

class A: pass
class B(A, x=1): pass

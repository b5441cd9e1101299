class A: pass
A().nope

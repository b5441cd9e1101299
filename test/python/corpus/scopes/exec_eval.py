exec("a = 1\nb = a + 1")
print(a, b, eval("a + b * 2"))

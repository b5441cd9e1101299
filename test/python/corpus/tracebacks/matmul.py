a = 3
b = a @ 4

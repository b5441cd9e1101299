s = ""
for i in range(5): s += str(i)
print(s, "-".join(s), s[::-1], s[1:3], "%d %s %.2f" % (1, "a", 2.5), "{} {x}".format(1, x=2))

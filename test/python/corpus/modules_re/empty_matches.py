import re
print(re.findall(r"\b|\w+", "ab cd"), re.sub("x*", "-", "abxd"), re.findall(r"|a", "aba"), [m.span() for m in re.finditer(r"a*?|b", "ab")])
print(re.split(r"x*", "axbc"), re.split(r"\b", "one two"), re.findall(r"(a)?(?:b\1)?", "abab"), re.sub(r"^", "> ", "a\nb", flags=re.M))

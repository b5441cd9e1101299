s = "naïve 😀 ß Σ"
print(len(s), s.upper(), s.lower(), s.title(), s[6], s[::-1], s.encode(), s.casefold(), list(s)[6:8], s.find("ß"), s.center(20, "·"))
print(ascii(s), repr("\x00\x7f\u200b\n\t'\""), "😀" > "\uffff", sorted("éaZz😀"))

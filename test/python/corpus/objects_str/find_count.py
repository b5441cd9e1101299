s = "mississippi"
print(s.find("ss"), s.rfind("ss"), s.find("ss", 3), s.find("zz"), s.count("ss"), s.count("i", 2, 8), s.index("p"), s.startswith(("mi", "x")), s.endswith("pi", 0, -1), "ssi" in s)
try: s.index("zz")
except ValueError as e: print(e)

lines = []
for i in range(1, 6): lines.append("*" * i + "-" * (5 - i))
print("\n".join(lines)); print("=" * 20)
s = ""
for c in "abc": s += c * 2
print(s, s * 0 == "", "ab" * 3)

def table(rows):
    lines = []
    for i in range(rows):
        cells = [f"{i:>5}", f"{i * 0.37:.3f}", str(i % 7), "x" * (i % 5)]
        lines.append(" | ".join(cells))
    return "\n".join(lines)


text = table(8000)
out = ""
for i in range(20000):
    out += chr(97 + i % 26)
letters = {}
for ch in out:
    letters[ch] = letters.get(ch, 0) + 1
words = [w.strip().upper() for w in text.split("|")]
result = len(text), len(words), text.count("1"), out.find("xyz"), letters["q"]

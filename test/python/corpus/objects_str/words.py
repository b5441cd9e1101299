text = "the quick brown fox jumps over the lazy dog the end"
count = {}
for w in text.split(): count[w] = count.get(w, 0) + 1
for w, n in sorted(count.items(), key=lambda t: (-t[1], t[0])): print(w, n)

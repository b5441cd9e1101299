def rle(s):
    out, i = "", 0
    while i < len(s):
        j = i
        while j < len(s) and s[j] == s[i]: j += 1
        out += f"{j - i}{s[i]}"; i = j
    return out
print(rle("aaabbc"), rle(""), rle("😀😀x"))

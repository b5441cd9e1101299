s = "abcdefgh"
print(s[2:5], s[:3], s[-3:], s[::2], s[::-1], s[5:2:-1], s[10:], s[-100:2], s[3:3] == "")
for bad in ("x", 1.0, 99, None):
    try: s[bad]
    except Exception as e: print(type(e).__name__, e)

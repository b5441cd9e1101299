b = b"a\xff\xe2\x82b"
for h in ("ignore", "replace", "backslashreplace"): print(ascii(b.decode("utf-8", h)))
try: b.decode()
except UnicodeDecodeError as e: print(e.start, e.end, e.reason, e.encoding, e.object)
print("aé€".encode("ascii", "xmlcharrefreplace"), "aé".encode("latin-1"), "a".encode("utf-16-le"))

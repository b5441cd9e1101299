b = b"hello"
print(b, b[0], b[1:3], list(b), b.hex(), bytes.fromhex("6869"), b + b"!", b * 2, b"ell" in b, 104 in b, b.upper(), b.decode(), "é".encode(), b"\xff\x00'\"")

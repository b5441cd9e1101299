for n in (0, 1, 255, 256, 2**40 + 3):
    b = n.to_bytes(6, "big"); print(b, int.from_bytes(b, "big") == n)
print((-2).to_bytes(2, "little", signed=True), int.from_bytes(b"\xfe\xff", "little", signed=True))

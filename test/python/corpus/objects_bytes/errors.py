for f in (lambda: b"a" + "b", lambda: bytes([256]), lambda: b"\xff".decode(), lambda: "é".encode("ascii"), lambda: bytes("a"), lambda: b"a"[5], lambda: b"a" < "a", lambda: bytes.fromhex("zz"), lambda: b",".join(["a"])):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)

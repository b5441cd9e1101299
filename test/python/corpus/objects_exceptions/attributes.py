for e in (KeyError("k"), ValueError("a", 1), OSError(2, "No such file", "f.txt"), StopIteration(5), SystemExit(3), ZeroDivisionError(), UnicodeDecodeError("utf-8", b"\xff", 0, 1, "bad")):
    print(type(e).__name__, repr(str(e)), repr(e), e.args)
print(OSError(2, "x").errno, type(OSError(13, "d")).__name__, StopIteration(5).value, SystemExit(3).code)

a = bytearray(b"abc")
a.append(100); a += b"ef"; a[0] = 65; a[1:3] = b"XYZ"; del a[-1]
print(a, len(a), a.pop(), a, bytes(a), a.find(b"Y"), a.reverse(), a)

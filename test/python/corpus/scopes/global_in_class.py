class C:
    global gx
    gx = 5
    y = gx
print(gx, C.y, hasattr(C, "gx"))

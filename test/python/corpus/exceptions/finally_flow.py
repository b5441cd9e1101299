def f():
    try: return "try"
    finally: print("cleanup")
def g():
    try: return "try"
    finally: return "finally"
def h():
    for i in range(3):
        try:
            if i == 1: continue
            if i == 2: break
            print("body", i)
        finally: print("fin", i)
    return i
def k():
    while True:
        try: raise ValueError
        finally: break
    return "swallowed"
def m():
    try:
        try: raise ValueError("v")
        finally: print("inner")
    except ValueError as e: return str(e)
    finally: print("outer")
print(f(), g(), h(), k(), m())

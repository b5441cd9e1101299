r = []
for v in ["1", "x", "3", None]:
    try: n = int(v)
    except ValueError: r.append("bad"); continue
    except TypeError: r.append("none"); break
    else: r.append(n)
    finally: r.append("|")
print(r)

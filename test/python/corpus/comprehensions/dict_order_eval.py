def p(t):
    print(t, end=" ")
    return t
print({p(k): p(v) for k, v in [("a", 1), ("b", 2)]})
print({p("x"): p(1), **{"y": p(2)}})

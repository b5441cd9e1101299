for t, a in (("{}", ()), ("{a}", ()), ("{0} {}", (1,)), ("{", (1,)), ("}", ()), ("{0.zz}", (1,)), ("{:d}", ("x",)), ("{:.2d}", (1,)), ("{!z}", (1,))):
    try: print(t.format(*a))
    except Exception as e: print(type(e).__name__, e)

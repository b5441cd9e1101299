def f(e):
    try: raise e
    except LookupError: return "lookup"
    except (ArithmeticError, ValueError): return "arith/value"
    except Exception: return "exc"
    except BaseException: return "base"
print(f(KeyError()), f(ZeroDivisionError()), f(ValueError()), f(OSError()), f(KeyboardInterrupt()), f(SystemExit()))

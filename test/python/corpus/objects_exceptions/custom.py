class MyErr(ValueError):
    def __init__(self, code, msg="m"): super().__init__(msg); self.code = code
    def __str__(self): return f"[{self.code}] {super().__str__()}"
try: raise MyErr(7)
except ValueError as e: print(e, repr(e), e.args, e.code, isinstance(e, MyErr))
e = MyErr(1); e.add_note("note"); print(e.__notes__)

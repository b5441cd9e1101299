def f(): raise ValueError("v")
errs = []
try: f()
except ValueError as e: errs.append(e)
errs.append(TypeError("t"))
raise ExceptionGroup("several", errs)

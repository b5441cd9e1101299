eg = ExceptionGroup("g", [ValueError(1), TypeError(2), ExceptionGroup("h", [ValueError(3)])])
m, r = eg.split(ValueError)
print(m.exceptions, r.exceptions, eg.subgroup(KeyError))
try:
    try: raise eg
    except* ValueError: raise KeyError("new")
except ExceptionGroup as e: print(e.message, e.exceptions)

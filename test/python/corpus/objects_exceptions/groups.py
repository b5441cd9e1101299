g = ExceptionGroup("g", [ValueError(1), TypeError("t"), ExceptionGroup("h", [ValueError(2)])])
print(g, g.exceptions, g.subgroup(ValueError), g.split(TypeError))
try: raise g
except* ValueError as e: print("V", e.exceptions)
except* TypeError as e: print("T", e.exceptions)

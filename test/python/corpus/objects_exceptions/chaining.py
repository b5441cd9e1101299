try:
    try: {}["a"]
    except KeyError as k: raise ValueError("v") from k
except ValueError as e: print(repr(e.__cause__), repr(e.__context__), e.__suppress_context__)
try:
    try: 1 / 0
    finally: [][1]
except IndexError as e: print(repr(e.__context__), e.__cause__)

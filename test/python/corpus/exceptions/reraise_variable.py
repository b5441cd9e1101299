err = None
try: 1 / 0
except ZeroDivisionError as e: err = e
try: raise err
except ZeroDivisionError as e: print(e is err, e.__context__)

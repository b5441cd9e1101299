assert True
try: assert 1 == 2, "msg %d" % 5
except AssertionError as e: print(repr(e))
try: assert []
except AssertionError as e: print(repr(e), e.args)
assert 1 > 2, ("tuple", "msg")

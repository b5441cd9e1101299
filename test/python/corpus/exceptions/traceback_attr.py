try: 1 / 0
except ZeroDivisionError as e:
    print(e.__traceback__ is not None, e.__traceback__.tb_lineno)
    print(e.with_traceback(None) is e, e.__traceback__)

n = None
while n > 3:
    pass

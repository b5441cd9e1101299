for i in [1, 2]:
    for j in i:
        pass

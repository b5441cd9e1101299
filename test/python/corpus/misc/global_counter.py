count = 0
def bump(n=1):
    global count
    count += n
    return count
print([bump() for _ in range(3)], bump(10), count)

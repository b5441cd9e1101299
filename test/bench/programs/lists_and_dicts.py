def sieve(limit):
    flags = [True] * (limit + 1)
    primes = []
    for n in range(2, limit + 1):
        if flags[n]:
            primes.append(n)
            for multiple in range(n * n, limit + 1, n):
                flags[multiple] = False
    return primes


def count(words):
    seen = {}
    for word in words:
        seen[word] = seen.get(word, 0) + 1
    return seen


def group(numbers):
    groups = {}
    for n in numbers:
        groups.setdefault(n % 97, []).append(n)
    return groups


primes = sieve(60000)
words = ["gradient", "tensor", "leaf", "loss", "step", "batch", "node"] * 4000
counts = count(words)
groups = group(primes * 5)
ordered = sorted(groups.items(), key=lambda item: (-len(item[1]), item[0]))
result = len(primes), counts["leaf"], ordered[0][0]

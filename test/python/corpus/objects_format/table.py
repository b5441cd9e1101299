rows = [("apple", 3, 1.5), ("banana", 12, 0.25), ("kiwi", 100, 12.125)]
for name, n, price in rows:
    print(f"{name:<10}|{n:>5}|{price:8.2f}|{n * price:>+10.3e}|{price:%}")

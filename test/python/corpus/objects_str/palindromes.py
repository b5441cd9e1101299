for s in ("A man, a plan", "racecar", "Was it a car or a cat I saw?"):
    t = "".join(c.lower() for c in s if c.isalnum())
    print(s, t == t[::-1])

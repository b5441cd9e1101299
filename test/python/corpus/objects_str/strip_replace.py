print("  x ".strip() + "|", "xxaxx".strip("x"), "abcabc".replace("b", "BB", 1), "aaa".replace("", "-"), "prefix-body".removeprefix("prefix-"), "body.py".removesuffix(".py"))
print("7".zfill(3), "-7".zfill(4), "a\tbc\td".expandtabs(4), "Hello".swapcase(), "they're bill's".title(), "hELLO".capitalize())

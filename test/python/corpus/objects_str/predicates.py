for s in ("abc", "ABC", "Abc Def", "123", "12.5", "²", "½", "", " ", "a1", "_x", "1x", "é", "\n"):
    print(repr(s), s.isalpha(), s.isdigit(), s.isdecimal(), s.isnumeric(), s.isalnum(), s.isspace(), s.isupper(), s.islower(), s.istitle(), s.isidentifier(), s.isprintable(), s.isascii())

print("a,b,,c".split(","), " a  b ".split(), "a b c".split(None, 1), " a b ".split(None, 1), " a b ".rsplit(None, 1), "a-b-c".rsplit("-", 1), "".split(), "".split(","))
print("l1\nl2\r\nl3".splitlines(), "l1\nl2\n".splitlines(True), "k=v=w".partition("="), "k=v=w".rpartition("="), "kv".partition("="))

import re
m = re.search(r"(\w+)@(?P<host>\w+)\.com", "mail bob@site.com now")
print(m, m.group(), m.group(1), m["host"], m.groups(), m.groupdict(), m.span(), m.start(1), m.end("host"))
print(re.findall(r"\d+", "a1b22c333"), re.findall(r"(\w)(\d)", "a1b2"), re.findall(r"(a)?b", "abb"), re.match("b", "ab"), re.fullmatch("a+", "aaa"), re.fullmatch("a+", "aab"))
print(re.sub(r"(\w+) (\w+)", r"\2 \1", "hello world"), re.sub("a", lambda m: m.group().upper(), "banana", count=2), re.subn("x", "y", "xx"), re.sub(r"(?P<n>\d)", r"<\g<n>>", "a1"), re.sub("x*", "-", "abc"))
print(re.split(r"[,;]\s*", "a, b;c"), re.split(r"(-)", "a-b-c"), re.split("-", "a-b-c", maxsplit=1), re.escape("a.b*c"))
print(re.compile(r"^\w+$", re.M).findall("ab\ncd"), re.findall("A", "aA", re.I), re.findall("a.b", "a\nb", re.S), re.compile("a b # c", re.X).match("ab").group(), re.compile("x", re.I))
print([x.span() for x in re.finditer("a", "banana")], re.search("é", "caf\u00e9").start(), re.findall(r"\bcat\b", "cat concat cat"), bool(re.search(r"a$", "a\n")), bool(re.search(r"a\Z", "a\n")), re.findall(r"[]a]", "]a"), re.findall(r"a{2}", "aaaa"), re.findall(r"x{,2}y", "xxy"))
print(re.search(r"(a)|(b)", "b").groups(), re.search(r"(.)\1", "abccd").group(), re.search(r"(?<=\$)\d+", "cost $45").group(), re.findall("(?i)ab", "AB ab"), re.search("z", "abc"))
try:
    re.search("a", 5)
except TypeError as e:
    print(str(e)[:34])

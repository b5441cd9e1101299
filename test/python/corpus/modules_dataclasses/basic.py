from dataclasses import dataclass, field, asdict, astuple, replace, fields, is_dataclass
@dataclass
class P:
    x: int
    y: int = 0
    tags: list = field(default_factory=list)
    def total(self):
        return self.x + self.y
p = P(1)
print(p, p == P(1, 0, []), p != P(2), p.total(), P(1, y=5, tags=["a"]))
p.tags.append("t")
print(p, P(2).tags, asdict(p), astuple(p), replace(p, x=9), [f.name for f in fields(P)], is_dataclass(P), is_dataclass(p), is_dataclass(5))
print(P.__match_args__, P.__doc__, P.__annotations__, P.__eq__(p, 5), P.__hash__)
for f in [lambda: P(), lambda: P(1, 2, 3, 4), lambda: P(1, q=2), lambda: hash(p), lambda: p < p, lambda: asdict(5), lambda: replace(5), lambda: fields(5)]:
    try:
        print(f())
    except TypeError as e:
        print(e)
match p:
    case P(x, y):
        print("matched", x, y)
print(P.__init__.__annotations__, fields(P)[1].default, fields(P)[0].type)

/** The objects and functions of `re` over the host's matcher. */
export const reSource = String.raw`
from enum import IntFlag as _IntFlag, KEEP as _KEEP


class RegexFlag(_IntFlag, boundary=_KEEP):
    NOFLAG = 0
    ASCII = A = 256
    IGNORECASE = I = 2
    LOCALE = L = 4
    UNICODE = U = 32
    MULTILINE = M = 8
    DOTALL = S = 16
    VERBOSE = X = 64
    DEBUG = 128
    def __repr__(self):
        return "re." + self._name_.replace("|", "|re.") if self._name_ else "re.NOFLAG"
    __str__ = object.__str__


NOFLAG, ASCII, IGNORECASE, UNICODE, MULTILINE, DOTALL, VERBOSE = (
    RegexFlag.NOFLAG, RegexFlag.ASCII, RegexFlag.IGNORECASE, RegexFlag.UNICODE, RegexFlag.MULTILINE, RegexFlag.DOTALL,
    RegexFlag.VERBOSE)
A, I, U, M, S, X = ASCII, IGNORECASE, UNICODE, MULTILINE, DOTALL, VERBOSE


class error(Exception):
    pass


class Match:
    def __init__(self, pattern, string, spans, pos, endpos):
        self.re = pattern
        self.string = string
        self._spans = spans
        self.pos = pos
        self.endpos = endpos

    def _index(self, group):
        if isinstance(group, str):
            if group not in self.re.groupindex:
                raise IndexError("no such group")
            return self.re.groupindex[group]
        if not isinstance(group, int) or not 0 <= group < len(self._spans):
            raise IndexError("no such group")
        return group

    def _text(self, group, default=None):
        start, end = self._spans[self._index(group)]
        return default if start < 0 else self.string[start:end]

    def group(self, *groups):
        if not groups:
            return self._text(0)
        if len(groups) == 1:
            return self._text(groups[0])
        return tuple([self._text(g) for g in groups])

    def __getitem__(self, group): return self._text(group)

    def groups(self, default=None):
        return tuple([self._text(i, default) for i in range(1, len(self._spans))])

    def groupdict(self, default=None):
        return {name: self._text(i, default) for name, i in self.re.groupindex.items()}

    def start(self, group=0, /): return self._spans[self._index(group)][0]
    def end(self, group=0, /): return self._spans[self._index(group)][1]
    def span(self, group=0, /): return self._spans[self._index(group)]

    @property
    def lastindex(self):
        best = None
        for i in range(1, len(self._spans)):
            if self._spans[i][1] >= 0 and (best is None or self._spans[i][1] > self._spans[best][1]):
                best = i
        return best

    @property
    def lastgroup(self):
        last = self.lastindex
        for name, i in self.re.groupindex.items():
            if i == last:
                return name
        return None

    def expand(self, template):
        return _template(template, self.re)(self)

    def __repr__(self):
        return f"<re.Match object; span={self.span()!r}, match={self.group()!r}>"


class Pattern:
    def __init__(self, pattern, flags):
        self.pattern = pattern
        self._handle, self.groups, index, self.flags = _compile(pattern, int(flags))
        self.groupindex = _proxy(index)

    def _run(self, string, pos, endpos, mode):
        if not isinstance(string, str):
            if isinstance(string, (bytes, bytearray)):
                raise TypeError("cannot use a string pattern on a bytes-like object")
            raise TypeError("expected string or bytes-like object, got '%s'" % type(string).__name__)
        endpos = len(string) if endpos is None else max(0, min(endpos, len(string)))
        pos = max(0, pos)
        if pos > endpos:
            return None
        spans = _exec(self._handle, string, pos, endpos, mode)
        return None if spans is None else Match(self, string, spans, pos, endpos)

    def search(self, string, pos=0, endpos=None): return self._run(string, pos, endpos, 0)
    def match(self, string, pos=0, endpos=None): return self._run(string, pos, endpos, 1)
    def fullmatch(self, string, pos=0, endpos=None): return self._run(string, pos, endpos, 2)

    def finditer(self, string, pos=0, endpos=None):
        # Where an empty match was found, only one that is not empty may follow; else the search goes on further.
        was_empty = False
        while True:
            m = None
            if was_empty:
                m = self._run(string, pos, endpos, 3)
                if m is None:
                    pos += 1
            if m is None:
                m = self._run(string, pos, endpos, 0)
            if m is None:
                return
            yield m
            start, pos = m.span()
            was_empty = start == pos

    def findall(self, string, pos=0, endpos=None):
        out = []
        for m in self.finditer(string, pos, endpos):
            if self.groups == 0:
                out.append(m.group())
            elif self.groups == 1:
                out.append(m._text(1, ""))
            else:
                out.append(m.groups(""))
        return out

    def split(self, string, maxsplit=0):
        out = []
        at = 0
        for m in self.finditer(string):
            if maxsplit and len(out) >= maxsplit * (1 + self.groups):
                break
            out.append(string[at:m.start()])
            out.extend(m.groups())
            at = m.end()
        out.append(string[at:])
        return out

    def subn(self, repl, string, count=0):
        make = repl if callable(repl) else _template(repl, self)
        out = []
        at = n = 0
        for m in self.finditer(string):
            if count and n >= count:
                break
            out.append(string[at:m.start()])
            out.append(make(m))
            at = m.end()
            n += 1
        out.append(string[at:])
        return "".join(out), n

    def sub(self, repl, string, count=0):
        return self.subn(repl, string, count)[0]

    def __repr__(self):
        flags = self.flags & ~32
        names = [n for n, v in (("re.IGNORECASE", 2), ("re.MULTILINE", 8), ("re.DOTALL", 16), ("re.VERBOSE", 64),
                                ("re.ASCII", 256)) if flags & v]
        return f"re.compile({self.pattern!r}{', ' + '|'.join(names) if names else ''})"

    def __eq__(self, other):
        return isinstance(other, Pattern) and (self.pattern, self.flags) == (other.pattern, other.flags)

    def __hash__(self): return hash((self.pattern, self.flags))
    def __copy__(self): return self
    def __deepcopy__(self, memo): return self


def _template(repl, pattern):
    parts = []
    i = 0
    simple = {"n": "\n", "t": "\t", "r": "\r", "f": "\f", "v": "\v", "a": "\a", "b": "\b", "\\": "\\"}
    while i < len(repl):
        c = repl[i]
        if c != "\\":
            parts.append(c)
            i += 1
            continue
        e = repl[i + 1:i + 2]
        if e == "g" and repl[i + 2:i + 3] == "<":
            close = repl.find(">", i)
            name = repl[i + 3:close]
            if name.isdigit():
                group = int(name)
            elif name in pattern.groupindex:
                group = pattern.groupindex[name]
            else:
                raise IndexError("unknown group name %r" % name)
            i = close + 1
        elif e and e in "123456789":
            group = int(e)
            i += 2
            if repl[i:i + 1] and repl[i] in "0123456789":
                group = group * 10 + int(repl[i])
                i += 1
        elif e in simple and e:
            parts.append(simple[e])
            i += 2
            continue
        elif e.isalnum() or not e:
            _not_supported("the replacement " + repr(repl))
        else:
            parts.append("\\" + e)
            i += 2
            continue
        if group > pattern.groups:
            raise error("invalid group reference %d at position %d" % (group, i - len(str(group))))
        parts.append(group)
    return lambda m: "".join([p if isinstance(p, str) else m._text(p, "") for p in parts])


def compile(pattern, flags=0):
    if isinstance(pattern, Pattern):
        if flags:
            raise ValueError("cannot process flags argument with a compiled pattern")
        return pattern
    return Pattern(pattern, flags)


def search(pattern, string, flags=0): return compile(pattern, flags).search(string)
def match(pattern, string, flags=0): return compile(pattern, flags).match(string)
def fullmatch(pattern, string, flags=0): return compile(pattern, flags).fullmatch(string)
def findall(pattern, string, flags=0): return compile(pattern, flags).findall(string)
def finditer(pattern, string, flags=0): return compile(pattern, flags).finditer(string)
def split(pattern, string, maxsplit=0, flags=0): return compile(pattern, flags).split(string, maxsplit)
def sub(pattern, repl, string, count=0, flags=0): return compile(pattern, flags).sub(repl, string, count)
def subn(pattern, repl, string, count=0, flags=0): return compile(pattern, flags).subn(repl, string, count)


def escape(pattern):
    special = "()[]{}?*+-|^$\\.&~# \t\n\r\v\f"
    return "".join(["\\" + c if c in special else c for c in pattern])


def purge():
    pass
`;

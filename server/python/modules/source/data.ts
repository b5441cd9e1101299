/** Modules about data and text: io, json, statistics, textwrap, pprint, numbers, fractions, traceback, logging, inspect. */
export const ioSource = String.raw`
SEEK_SET, SEEK_CUR, SEEK_END = 0, 1, 2


class UnsupportedOperation(OSError, ValueError):
    pass


class StringIO:
    def __init__(self, initial_value="", newline="\n"):
        self._text = initial_value or ""
        self._at = 0
        self._closed = False

    def _check(self):
        if self._closed:
            raise ValueError("I/O operation on closed file")

    def write(self, s, /):
        self._check()
        if not isinstance(s, str):
            raise TypeError("string argument expected, got '%s'" % type(s).__name__)
        if self._at == len(self._text):
            self._text += s
        else:
            text = self._text.ljust(self._at, "\0")
            self._text = text[:self._at] + s + text[self._at + len(s):]
        self._at += len(s)
        return len(s)

    def writelines(self, lines, /):
        for line in lines:
            self.write(line)

    def getvalue(self):
        self._check()
        return self._text

    def read(self, size=-1, /):
        self._check()
        end = len(self._text) if size is None or size < 0 else self._at + size
        out = self._text[self._at:end]
        self._at += len(out)
        return out

    def readline(self, size=-1, /):
        self._check()
        end = self._text.find("\n", self._at)
        end = len(self._text) if end < 0 else end + 1
        if size is not None and size >= 0:
            end = min(end, self._at + size)
        out = self._text[self._at:end]
        self._at += len(out)
        return out

    def readlines(self, hint=-1, /):
        return list(self)

    def __iter__(self):
        return self

    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line

    def seek(self, pos, whence=0, /):
        self._check()
        if whence == 0:
            if pos < 0:
                raise ValueError("Negative seek position %d" % pos)
            self._at = pos
        elif pos != 0:
            raise OSError("Can't do nonzero cur-relative seeks")
        elif whence == 2:
            self._at = len(self._text)
        return self._at

    def tell(self):
        self._check()
        return self._at

    def truncate(self, size=None, /):
        self._check()
        self._text = self._text[:self._at if size is None else size]
        return self._at if size is None else size

    def flush(self): pass
    def isatty(self): return False
    def readable(self): return True
    def writable(self): return True
    def seekable(self): return True

    def close(self):
        self._closed = True

    @property
    def closed(self):
        return self._closed

    def __enter__(self):
        self._check()
        return self

    def __exit__(self, *args):
        self.close()


StringIO.__module__ = "_io"


def __getattr__(name):
    _not_supported("io." + name)
`;

export const jsonSource = String.raw`
class JSONDecodeError(ValueError):
    def __init__(self, msg, doc, pos):
        lineno = doc.count("\n", 0, pos) + 1
        colno = pos - doc.rfind("\n", 0, pos)
        ValueError.__init__(self, "%s: line %d column %d (char %d)" % (msg, lineno, colno, pos))
        self.msg = msg
        self.doc = doc
        self.pos = pos
        self.lineno = lineno
        self.colno = colno


JSONDecodeError.__module__ = "json.decoder"
_escapes = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\f": "\\f", "\b": "\\b"}


def _quote(s, ascii_only):
    out = []
    for c in s:
        if c in _escapes:
            out.append(_escapes[c])
        elif c < " ":
            out.append("\\u%04x" % ord(c))
        elif ascii_only and c > "~":
            n = ord(c)
            if n > 0xFFFF:
                n -= 0x10000
                out.append("\\u%04x\\u%04x" % (0xD800 + (n >> 10), 0xDC00 + (n & 0x3FF)))
            else:
                out.append("\\u%04x" % n)
        else:
            out.append(c)
    return '"' + "".join(out) + '"'


class JSONEncoder:
    def __init__(self, *, skipkeys=False, ensure_ascii=True, check_circular=True, allow_nan=True, sort_keys=False,
                 indent=None, separators=None, default=None):
        self.skipkeys = skipkeys
        self.ensure_ascii = ensure_ascii
        self.allow_nan = allow_nan
        self.sort_keys = sort_keys
        self.indent = " " * indent if isinstance(indent, int) else indent
        self.item_separator, self.key_separator = separators or (", " if indent is None else ",", ": ")
        if default is not None:
            self.default = default

    def default(self, o):
        raise TypeError(f"Object of type {o.__class__.__name__} is not JSON serializable")

    def _float(self, o):
        if o != o:
            text = "NaN"
        elif o in (float("inf"), -float("inf")):
            text = "Infinity" if o > 0 else "-Infinity"
        else:
            return float.__repr__(o)
        if not self.allow_nan:
            raise ValueError("Out of range float values are not JSON compliant")
        return text

    def _encode(self, o, level, active):
        if isinstance(o, str):
            return _quote(o, self.ensure_ascii)
        if o is None:
            return "null"
        if o is True:
            return "true"
        if o is False:
            return "false"
        if isinstance(o, int):
            return int.__repr__(o)
        if isinstance(o, float):
            return self._float(o)
        if id(o) in active:
            raise ValueError("Circular reference detected")
        active.add(id(o))
        if isinstance(o, (list, tuple)):
            parts = [self._encode(v, level + 1, active) for v in o]
            text = self._wrap("[", parts, "]", level)
        elif isinstance(o, dict):
            items = sorted(o.items()) if self.sort_keys else o.items()
            parts = []
            for k, v in items:
                if isinstance(k, str):
                    key = k
                elif isinstance(k, float):
                    key = self._float(k)
                elif k is True or k is False or k is None:
                    key = {True: "true", False: "false", None: "null"}[k]
                elif isinstance(k, int):
                    key = int.__repr__(k)
                elif self.skipkeys:
                    continue
                else:
                    raise TypeError(f"keys must be str, int, float, bool or None, not {k.__class__.__name__}")
                parts.append(_quote(key, self.ensure_ascii) + self.key_separator + self._encode(v, level + 1, active))
            text = self._wrap("{", parts, "}", level)
        else:
            text = self._encode(self.default(o), level, active)
        active.discard(id(o))
        return text

    def _wrap(self, opening, parts, closing, level):
        if not parts:
            return opening + closing
        if self.indent is None:
            return opening + self.item_separator.join(parts) + closing
        inner = "\n" + self.indent * (level + 1)
        return opening + inner + (self.item_separator + inner).join(parts) + "\n" + self.indent * level + closing

    def encode(self, o):
        return self._encode(o, 0, set())

    def iterencode(self, o, _one_shot=False):
        yield self.encode(o)


def dumps(obj, *, skipkeys=False, ensure_ascii=True, check_circular=True, allow_nan=True, cls=None, indent=None,
          separators=None, default=None, sort_keys=False, **kw):
    return (cls or JSONEncoder)(skipkeys=skipkeys, ensure_ascii=ensure_ascii, check_circular=check_circular,
                                allow_nan=allow_nan, indent=indent, separators=separators, default=default,
                                sort_keys=sort_keys, **kw).encode(obj)


def dump(obj, fp, **kw):
    fp.write(dumps(obj, **kw))


class _Reader:
    def __init__(self, text, object_hook, parse_float, parse_int, object_pairs_hook, parse_constant):
        self.text = text
        self.object_hook = object_hook
        self.object_pairs_hook = object_pairs_hook
        self.parse_float = parse_float or float
        self.parse_int = parse_int or int
        self.constants = {"NaN": float("nan"), "Infinity": float("inf"), "-Infinity": -float("inf")}
        self.parse_constant = parse_constant or self.constants.__getitem__

    def space(self, i):
        text = self.text
        while i < len(text) and text[i] in " \t\n\r":
            i += 1
        return i

    def value(self, i):
        text = self.text
        c = text[i:i + 1]
        if c == '"':
            return self.string(i + 1)
        if c == "{":
            return self.object(i + 1)
        if c == "[":
            return self.array(i + 1)
        for word, v in (("null", None), ("true", True), ("false", False)):
            if text.startswith(word, i):
                return v, i + len(word)
        for word in ("NaN", "Infinity", "-Infinity"):
            if text.startswith(word, i):
                return self.parse_constant(word), i + len(word)
        j = i + (c == "-")
        start = j
        while text[j:j + 1] in _digits and j < len(text):
            j += 1
            if text[start] == "0":
                break
        if j == start:
            raise JSONDecodeError("Expecting value", text, i)
        whole = True
        if text[j:j + 1] == "." and text[j + 1:j + 2] in _digits and text[j + 1:j + 2]:
            whole = False
            j += 1
            while j < len(text) and text[j] in _digits:
                j += 1
        if text[j:j + 1] in ("e", "E"):
            k = j + 1
            if text[k:k + 1] in ("+", "-"):
                k += 1
            if text[k:k + 1] and text[k:k + 1] in _digits:
                whole = False
                while k < len(text) and text[k] in _digits:
                    k += 1
                j = k
        return (self.parse_int if whole else self.parse_float)(text[i:j]), j

    def string(self, i):
        text = self.text
        begin = i - 1
        out = []
        while True:
            if i >= len(text):
                raise JSONDecodeError("Unterminated string starting at", text, begin)
            c = text[i]
            if c == '"':
                return "".join(out), i + 1
            if c < " ":
                raise JSONDecodeError("Invalid control character at", text, i)
            if c != "\\":
                out.append(c)
                i += 1
                continue
            e = text[i + 1:i + 2]
            if not e:
                raise JSONDecodeError("Unterminated string starting at", text, begin)
            if e == "u":
                code = self.hex(i + 2)
                i += 6
                if 0xD800 <= code <= 0xDBFF and text.startswith("\\u", i):
                    low = self.hex(i + 2)
                    if 0xDC00 <= low <= 0xDFFF:
                        code = 0x10000 + ((code - 0xD800) << 10 | (low - 0xDC00))
                        i += 6
                out.append(chr(code))
                continue
            if e not in _unescapes:
                raise JSONDecodeError("Invalid \\escape", text, i)
            out.append(_unescapes[e])
            i += 2

    def hex(self, i):
        digits = self.text[i:i + 4]
        if len(digits) == 4 and all(c in "0123456789abcdefABCDEF" for c in digits):
            return int(digits, 16)
        raise JSONDecodeError("Invalid \\uXXXX escape", self.text, i - 1)

    def array(self, i):
        out = []
        i = self.space(i)
        if self.text[i:i + 1] == "]":
            return out, i + 1
        while True:
            v, i = self.value(i)
            out.append(v)
            i = self.space(i)
            c = self.text[i:i + 1]
            if c == "]":
                return out, i + 1
            if c != ",":
                raise JSONDecodeError("Expecting ',' delimiter", self.text, i)
            i = self.space(i + 1)

    def object(self, i):
        pairs = []
        i = self.space(i)
        if self.text[i:i + 1] == "}":
            i += 1
        else:
            while True:
                if self.text[i:i + 1] != '"':
                    raise JSONDecodeError("Expecting property name enclosed in double quotes", self.text, i)
                key, i = self.string(i + 1)
                i = self.space(i)
                if self.text[i:i + 1] != ":":
                    raise JSONDecodeError("Expecting ':' delimiter", self.text, i)
                v, i = self.value(self.space(i + 1))
                pairs.append((key, v))
                i = self.space(i)
                c = self.text[i:i + 1]
                i += 1
                if c == "}":
                    break
                if c != ",":
                    raise JSONDecodeError("Expecting ',' delimiter", self.text, i - 1)
                i = self.space(i)
        if self.object_pairs_hook is not None:
            return self.object_pairs_hook(pairs), i
        made = dict(pairs)
        return (made if self.object_hook is None else self.object_hook(made)), i


_digits = "0123456789"
_unescapes = {'"': '"', "\\": "\\", "/": "/", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}


class JSONDecoder:
    def __init__(self, *, object_hook=None, parse_float=None, parse_int=None, parse_constant=None, strict=True,
                 object_pairs_hook=None):
        self._options = (object_hook, parse_float, parse_int, object_pairs_hook, parse_constant)

    def decode(self, s):
        reader = _Reader(s, *self._options)
        value, end = reader.value(reader.space(0))
        end = reader.space(end)
        if end != len(s):
            raise JSONDecodeError("Extra data", s, end)
        return value


def loads(s, *, cls=None, **kw):
    if isinstance(s, (bytes, bytearray)):
        s = s.decode("utf-8")
    elif not isinstance(s, str):
        raise TypeError(f"the JSON object must be str, bytes or bytearray, not {s.__class__.__name__}")
    elif s.startswith("\ufeff"):
        raise JSONDecodeError("Unexpected UTF-8 BOM (decode using utf-8-sig)", s, 0)
    return (cls or JSONDecoder)(**kw).decode(s)


def load(fp, **kw):
    return loads(fp.read(), **kw)
`;

export const statisticsSource = String.raw`
import math as _math
from collections import Counter as _Counter


class StatisticsError(ValueError):
    pass


def _values(data):
    values = list(data)
    for v in values:
        if not isinstance(v, (int, float)):
            _not_supported("statistics of " + type(v).__name__)
    return values


def _exact(values):
    # Numerator and denominator of the exact sum.
    d = 1
    for v in values:
        d = max(d, v.as_integer_ratio()[1])
    return sum(n * (d // e) for n, e in (v.as_integer_ratio() for v in values)), d


def _is_float(values):
    return any(isinstance(v, float) for v in values)


def _out(n, d, floats):
    if not floats and n % d == 0:
        return n // d
    return n / d


def mean(data):
    values = _values(data)
    if not values:
        raise StatisticsError("mean requires at least one data point")
    n, d = _exact(values)
    return _out(n, d * len(values), _is_float(values))


def fmean(data, weights=None):
    values = [float(v) for v in data]
    if not values:
        raise StatisticsError("fmean requires at least one data point")
    if weights is None:
        return _math.fsum(values) / len(values)
    weights = list(weights)
    if len(weights) != len(values):
        raise StatisticsError("data and weights must be the same length")
    den = _math.fsum(weights)
    if not den:
        raise StatisticsError("sum of weights must be non-zero")
    return _math.fsum(v * w for v, w in zip(values, weights)) / den


def geometric_mean(data):
    try:
        return _math.exp(fmean(map(_math.log, data)))
    except ValueError:
        raise StatisticsError("geometric mean requires a non-empty dataset containing positive numbers") from None


def median(data):
    data = sorted(data)
    n = len(data)
    if n == 0:
        raise StatisticsError("no median for empty data")
    if n % 2 == 1:
        return data[n // 2]
    return (data[n // 2 - 1] + data[n // 2]) / 2


def median_low(data):
    data = sorted(data)
    if not data:
        raise StatisticsError("no median for empty data")
    return data[(len(data) - 1) // 2]


def median_high(data):
    data = sorted(data)
    if not data:
        raise StatisticsError("no median for empty data")
    return data[len(data) // 2]


def mode(data):
    pairs = _Counter(iter(data)).most_common(1)
    if not pairs:
        raise StatisticsError("no mode for empty data")
    return pairs[0][0]


def multimode(data):
    counts = _Counter(iter(data))
    if not counts:
        return []
    top = max(counts.values())
    return [value for value, count in counts.items() if count == top]


def _squares(values, center):
    # Sum of squared deviations, exactly: n·Σx² − (Σx)² over n, or about a given center.
    d = 1
    for v in values:
        d = max(d, v.as_integer_ratio()[1])
    ns = [n * (d // e) for n, e in (v.as_integer_ratio() for v in values)]
    if center is not None:
        cn, cd = center.as_integer_ratio()
        return sum((n * cd - cn * d) ** 2 for n in ns), (d * cd) ** 2
    count = len(ns)
    return count * sum(n * n for n in ns) - sum(ns) ** 2, d * d * count


def variance(data, xbar=None):
    values = _values(data)
    if len(values) < 2:
        raise StatisticsError("variance requires at least two data points")
    n, d = _squares(values, xbar)
    return _out(n, d * (len(values) - 1), _is_float(values))


def pvariance(data, mu=None):
    values = _values(data)
    if len(values) < 1:
        raise StatisticsError("pvariance requires at least one data point")
    n, d = _squares(values, mu)
    return _out(n, d * len(values), _is_float(values))


def _root(n, d):
    # The double nearest to sqrt(n / d): an integer root with a sticky last bit.
    shift = max(0, 220 - (n.bit_length() - d.bit_length()))
    shift += shift & 1
    q, r = divmod(n << shift, d)
    root = _math.isqrt(q)
    sticky = int(r != 0 or root * root != q)
    return (root << 1 | sticky) / (1 << (shift // 2 + 1))


def stdev(data, xbar=None):
    values = _values(data)
    if len(values) < 2:
        raise StatisticsError("stdev requires at least two data points")
    n, d = _squares(values, xbar)
    return _root(n, d * (len(values) - 1))


def pstdev(data, mu=None):
    values = _values(data)
    if len(values) < 1:
        raise StatisticsError("pstdev requires at least one data point")
    n, d = _squares(values, mu)
    return _root(n, d * len(values))


def quantiles(data, *, n=4, method="exclusive"):
    if n < 1:
        raise StatisticsError("n must be at least 1")
    ordered = sorted(data)
    last = len(ordered) - 1
    if last < 1:
        raise StatisticsError("must have at least two data points")
    if method not in ("inclusive", "exclusive"):
        raise ValueError(f"Unknown method: {method!r}")

    # The cut stands at a multiple of 1/n: of the way from the first point to the last, or, exclusive, from one place
    # before the first to one place behind the last. Places are counted in n-ths of a step.
    def cut(i):
        place = i * last if method == "inclusive" else i * (last + 2) - n
        left = min(max(place // n, 0), last - 1)
        beyond = place - left * n
        return (ordered[left] * (n - beyond) + ordered[left + 1] * beyond) / n
    return [cut(i) for i in range(1, n)]


def __getattr__(name):
    if name in ("NormalDist", "harmonic_mean", "median_grouped", "covariance", "correlation", "linear_regression"):
        _not_supported("statistics." + name)
    raise AttributeError(f"module 'statistics' has no attribute {name!r}")
`;

export const tracebackSource = String.raw`
import sys as _sys


def format_exc(limit=None, chain=True):
    exc = _sys.exception()
    return "NoneType: None\n" if exc is None else _format(exc)


def print_exc(limit=None, file=None, chain=True):
    (file or _sys.stderr).write(format_exc())


def format_exception(exc, /, value=None, tb=None, limit=None, chain=True):
    return _format(exc if value is None else value).splitlines(keepends=True)


def print_exception(exc, /, value=None, tb=None, limit=None, file=None, chain=True):
    (file or _sys.stderr).write(_format(exc if value is None else value))


def format_exception_only(exc, /, value=None):
    return [_format(exc if value is None else value).splitlines(keepends=True)[-1]]


def __getattr__(name):
    _not_supported("traceback." + name)
`;

/** Small modules: types, keyword, string, textwrap, sys' parts, numbers, time's parts. */
export const typesSource = String.raw`
import sys as _sys


def _f():
    yield


class _C:
    def m(self):
        pass


FunctionType = LambdaType = type(_f)
GeneratorType = type(_f())
MethodType = type(_C().m)
BuiltinFunctionType = BuiltinMethodType = type(len)
CodeType = type(_f.__code__)
ModuleType = type(_sys)
GenericAlias = type(list[int])
UnionType = type(int | str)
NoneType = type(None)
EllipsisType = type(Ellipsis)
NotImplementedType = type(NotImplemented)
GetSetDescriptorType = type(type.__dict__["__mro__"]) if "__mro__" in type.__dict__ else None
MethodDescriptorType = type(str.join)
WrapperDescriptorType = type(object.__init__)
MappingProxyType = _proxy
try:
    raise TypeError
except TypeError as _exc:
    TracebackType = type(_exc.__traceback__)


class SimpleNamespace:
    def __init__(self, /, **kwargs):
        self.__dict__.update(kwargs)

    def __repr__(self):
        name = "namespace" if type(self) is SimpleNamespace else type(self).__name__
        return _guard_repr(self, name + "(...)", lambda: name + "("
                           + ", ".join([f"{k}={v!r}" for k, v in self.__dict__.items()]) + ")")

    def __eq__(self, other):
        if isinstance(self, SimpleNamespace) and isinstance(other, SimpleNamespace):
            return self.__dict__ == other.__dict__
        return NotImplemented

    __hash__ = None


class DynamicClassAttribute:
    def __init__(self, fget=None, fset=None, fdel=None, doc=None):
        self.fget = fget
        self.fset = fset
        self.fdel = fdel
        self.__doc__ = doc or getattr(fget, "__doc__", None)
        self.overwrite_doc = doc is None

    def __get__(self, instance, ownerclass=None):
        if instance is None:
            raise AttributeError()
        if self.fget is None:
            raise AttributeError("unreadable attribute")
        return self.fget(instance)

    def __set__(self, instance, value):
        if self.fset is None:
            raise AttributeError("can't set attribute")
        self.fset(instance, value)

    def __delete__(self, instance):
        if self.fdel is None:
            raise AttributeError("can't delete attribute")
        self.fdel(instance)

    def getter(self, fget):
        return type(self)(fget, self.fset, self.fdel)

    def setter(self, fset):
        return type(self)(self.fget, fset, self.fdel)

    def deleter(self, fdel):
        return type(self)(self.fget, self.fset, fdel)


def new_class(name, bases=(), kwds=None, exec_body=None):
    kwds = dict(kwds or {})
    meta = kwds.pop("metaclass", type(bases[0]) if bases else type)
    ns = meta.__prepare__(name, bases, **kwds) if hasattr(meta, "__prepare__") else {}
    if exec_body is not None:
        exec_body(ns)
    ns.setdefault("__module__", _caller_module())
    return meta(name, tuple(bases), ns, **kwds)


def coroutine(func):
    _not_supported("types.coroutine")
`;

export const keywordSource = String.raw`
kwlist = ["False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue", "def", "del",
          "elif", "else", "except", "finally", "for", "from", "global", "if", "import", "in", "is", "lambda", "nonlocal",
          "not", "or", "pass", "raise", "return", "try", "while", "with", "yield"]
softkwlist = ["_", "case", "match"]
iskeyword = frozenset(kwlist).__contains__
issoftkeyword = frozenset(softkwlist).__contains__
`;

export const stringSource = String.raw`
whitespace = " \t\n\r\v\f"
ascii_lowercase = "abcdefghijklmnopqrstuvwxyz"
ascii_uppercase = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
ascii_letters = ascii_lowercase + ascii_uppercase
digits = "0123456789"
hexdigits = digits + "abcdef" + "ABCDEF"
octdigits = "01234567"
punctuation = r"""!"#$%&'()*+,-./:;<=>?@[\]^_${"`"}{|}~"""
printable = digits + ascii_letters + punctuation + whitespace


def capwords(s, sep=None):
    return (sep or " ").join(map(str.capitalize, s.split(sep)))


class Template:
    delimiter = "$"

    def __init__(self, template):
        self.template = template

    def _fill(self, mapping, strict):
        out = []
        text = self.template
        i = 0
        while i < len(text):
            if text[i] != self.delimiter:
                out.append(text[i])
                i += 1
                continue
            rest = text[i + 1:]
            braced = rest[:1] == "{"
            start = 1 if braced else 0
            end = start
            while end < len(rest) and rest[end].isascii() and (rest[end].isalnum() or rest[end] == "_"):
                end += 1
            name = rest[start:end]
            if rest[:1] == self.delimiter:
                out.append(self.delimiter)
                i += 2
            elif name and not name[0].isdigit() and (not braced or rest[end:end + 1] == "}"):
                length = 1 + end + braced
                if name in mapping or strict:
                    out.append(str(mapping[name]))
                else:
                    out.append(text[i:i + length])
                i += length
            elif strict:
                before = text[:i].splitlines(keepends=True)
                lineno = max(len(before), 1)
                column = i - len("".join(before[:-1])) + 1
                raise ValueError("Invalid placeholder in string: line %d, col %d" % (lineno, column))
            else:
                out.append(text[i])
                i += 1
        return "".join(out)

    def substitute(self, mapping={}, /, **kws):
        return self._fill({**mapping, **kws}, True)

    def safe_substitute(self, mapping={}, /, **kws):
        return self._fill({**mapping, **kws}, False)


class Formatter:
    def format(self, format_string, /, *args, **kwargs):
        return format_string.format(*args, **kwargs)

    def vformat(self, format_string, args, kwargs):
        return format_string.format(*args, **kwargs)
`;

export const timeSource = String.raw`
from collections import namedtuple as _namedtuple

timezone = 0
altzone = 0
daylight = 0
tzname = ("UTC", "UTC")
CLOCK_REALTIME, CLOCK_MONOTONIC, CLOCK_PROCESS_CPUTIME_ID = 0, 1, 2
# The clock stands still but for sleep(), so that the same program always shows the same.
_start_ns = 1735689600 * 10 ** 9
_passed_ns = 0


class struct_time(_namedtuple("struct_time", ["tm_year", "tm_mon", "tm_mday", "tm_hour", "tm_min", "tm_sec", "tm_wday",
                                               "tm_yday", "tm_isdst"])):
    __slots__ = ()

    def __new__(cls, values):
        return tuple.__new__(cls, values)

    def __repr__(self):
        return "time.struct_time(%s)" % ", ".join([f"{n}={v!r}" for n, v in zip(self._fields, self)])


def time_ns(): return _start_ns + _passed_ns
def time(): return (_start_ns + _passed_ns) / 10 ** 9
def perf_counter_ns(): return _passed_ns
def perf_counter(): return _passed_ns / 10 ** 9
monotonic = perf_counter
monotonic_ns = perf_counter_ns
process_time = thread_time = perf_counter
process_time_ns = thread_time_ns = perf_counter_ns
def clock_gettime(clk_id): return time() if clk_id == 0 else perf_counter()


def sleep(secs, /):
    global _passed_ns
    if not isinstance(secs, (int, float)):
        raise TypeError("'%s' object cannot be interpreted as an integer" % type(secs).__name__)
    if secs < 0:
        raise ValueError("sleep length must be non-negative")
    _passed_ns += round(secs * 10 ** 9)


def _days(year, month, day):
    # Days since 1970-01-01 in the Gregorian calendar, counted in years that begin in March.
    year -= month <= 2
    era, yoe = divmod(year, 400)
    doy = (153 * (month + (-3 if month > 2 else 9)) + 2) // 5 + day - 1
    return era * 146097 + yoe * 365 + yoe // 4 - yoe // 100 + doy - 719468


def gmtime(secs=None, /):
    seconds = int((time() if secs is None else secs) // 1)
    days, rest = divmod(seconds, 86400)
    era, doe = divmod(days + 719468, 146097)
    yoe = (doe - doe // 1460 + doe // 36524 - doe // 146096) // 365
    doy = doe - (365 * yoe + yoe // 4 - yoe // 100)
    mp = (5 * doy + 2) // 153
    day = doy - (153 * mp + 2) // 5 + 1
    month = mp + 3 if mp < 10 else mp - 9
    year = yoe + era * 400 + (month <= 2)
    return struct_time((year, month, day, rest // 3600, rest // 60 % 60, rest % 60, (days + 3) % 7,
                        days - _days(year, 1, 1) + 1, 0))


localtime = gmtime


def mktime(t, /):
    return float(_days(t[0], t[1], t[2]) * 86400 + t[3] * 3600 + t[4] * 60 + t[5])


_weekdays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
_months = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
           "November", "December"]


def strftime(format, t=None, /):
    t = gmtime() if t is None else t
    simple = {
        "Y": lambda: str(t[0]), "m": lambda: "%02d" % t[1], "d": lambda: "%02d" % t[2], "H": lambda: "%02d" % t[3],
        "M": lambda: "%02d" % t[4], "S": lambda: "%02d" % t[5], "y": lambda: "%02d" % (t[0] % 100),
        "A": lambda: _weekdays[t[6]], "a": lambda: _weekdays[t[6]][:3], "B": lambda: _months[t[1] - 1],
        "b": lambda: _months[t[1] - 1][:3], "h": lambda: _months[t[1] - 1][:3], "j": lambda: "%03d" % t[7],
        "I": lambda: "%02d" % ((t[3] + 11) % 12 + 1), "p": lambda: "AM" if t[3] < 12 else "PM",
        "w": lambda: str((t[6] + 1) % 7), "u": lambda: str(t[6] + 1), "e": lambda: "%2d" % t[2],
        "F": lambda: "%d-%02d-%02d" % (t[0], t[1], t[2]), "T": lambda: "%02d:%02d:%02d" % (t[3], t[4], t[5]),
        "X": lambda: "%02d:%02d:%02d" % (t[3], t[4], t[5]), "R": lambda: "%02d:%02d" % (t[3], t[4]),
        "D": lambda: "%02d/%02d/%02d" % (t[1], t[2], t[0] % 100),
        "x": lambda: "%02d/%02d/%02d" % (t[1], t[2], t[0] % 100), "c": lambda: asctime(t), "n": lambda: "\n",
        "t": lambda: "\t", "%": lambda: "%", "Z": lambda: "UTC", "z": lambda: "+0000",
        "U": lambda: "%02d" % ((t[7] - 1 + 7 - (t[6] + 1) % 7) // 7),
        "W": lambda: "%02d" % ((t[7] - 1 + 7 - t[6]) // 7),
    }
    out = []
    i = 0
    while i < len(format):
        if format[i] == "%" and i + 1 < len(format):
            code = format[i + 1]
            if code not in simple:
                _not_supported("time.strftime(%" + code + ")")
            out.append(simple[code]())
            i += 2
        else:
            out.append(format[i])
            i += 1
    return "".join(out)


def asctime(t=None, /):
    t = gmtime() if t is None else t
    return "%s %s %2d %02d:%02d:%02d %d" % (_weekdays[t[6]][:3], _months[t[1] - 1][:3], t[2], t[3], t[4], t[5], t[0])


def ctime(secs=None, /):
    return asctime(gmtime(secs))


def strptime(*args):
    _not_supported("time.strptime")
`;

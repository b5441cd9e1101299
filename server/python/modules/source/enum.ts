/** `enum`. */
export const enumSource = String.raw`
from types import DynamicClassAttribute as _DynamicClassAttribute

__all__ = ["EnumType", "EnumMeta", "Enum", "IntEnum", "StrEnum", "Flag", "IntFlag", "ReprEnum", "auto", "unique",
           "property", "verify", "member", "nonmember", "global_enum", "CONTINUOUS", "NAMED_FLAGS", "UNIQUE",
           "FlagBoundary", "STRICT", "CONFORM", "EJECT", "KEEP"]

_builtin_property = property
Enum = Flag = ReprEnum = None


class nonmember:
    def __init__(self, value):
        self.value = value


class member:
    def __init__(self, value):
        self.value = value


class _auto_null:
    def __repr__(self):
        return "_auto_null"


_auto_null = _auto_null()


class auto:
    def __init__(self, value=_auto_null):
        self.value = value

    def __repr__(self):
        return "auto(%r)" % self.value


class property(_DynamicClassAttribute):
    # An attribute of members whose name a member may have too: on the class it gives that member.
    def __get__(self, instance, ownerclass=None):
        if instance is None:
            members = ownerclass.__dict__.get("_member_map_", {})
            if self.name in members:
                return members[self.name]
            raise AttributeError("%r has no attribute %r" % (ownerclass, self.name))
        if self.fget is None:
            raise AttributeError("%r has no attribute %r" % (instance.__class__, self.name))
        return self.fget(instance)

    def __set__(self, instance, value):
        if self.fset is None:
            raise AttributeError("<enum %r> cannot set attribute %r" % (self.clsname, self.name))
        return self.fset(instance, value)

    def __delete__(self, instance):
        if self.fdel is None:
            raise AttributeError("<enum %r> cannot delete attribute %r" % (self.clsname, self.name))
        return self.fdel(instance)

    def __set_name__(self, ownerclass, name):
        self.name = name
        self.clsname = ownerclass.__name__


def _is_descriptor(obj):
    cls = type(obj)
    return hasattr(cls, "__get__") or hasattr(cls, "__set__") or hasattr(cls, "__delete__")


def _is_wrapped(name, mark):
    # Between the marks stands something that neither starts nor ends with an underscore.
    inner = name.removeprefix(mark).removesuffix(mark)
    return len(name) - len(inner) == 2 * len(mark) and inner.strip("_") == inner != ""


def _is_dunder(name):
    return _is_wrapped(name, "__")


def _is_private(cls_name, name):
    # What the parser makes of __x in the class.
    own = name.removeprefix(f"_{cls_name}__")
    return own != name and own[:1] not in ("", "_") and not own.endswith("__")


class EnumDict(dict):
    def __init__(self):
        super().__init__()
        self._member_names = {}
        self._last_values = []
        self._ignore = []
        self._auto_called = False
        self._cls_name = None
        self._generate = None
        self._initial = None

    def __setitem__(self, key, value):
        if _is_private(self._cls_name or "", key):
            pass
        elif _is_wrapped(key, "_"):
            if key not in ("_order_", "_generate_next_value_", "_numeric_repr_", "_missing_", "_ignore_",
                           "_iter_member_", "_iter_member_by_value_", "_iter_member_by_def_", "_boundary_",
                           "_add_alias_", "_add_value_alias_", "_value_repr_", "_flag_mask_", "_singles_mask_",
                           "_all_bits_"):
                raise ValueError("_sunder_ names, such as %r, are reserved for future Enum use" % (key,))
            if key == "_generate_next_value_":
                if self._auto_called:
                    raise TypeError("_generate_next_value_ must be defined before members")
                self._generate = value.__func__ if isinstance(value, staticmethod) else value
                value = value if isinstance(value, staticmethod) else staticmethod(value)
            elif key == "_ignore_":
                value = value.replace(",", " ").split() if isinstance(value, str) else list(value)
                self._ignore = value
        elif _is_dunder(key):
            if key == "__order__":
                key = "_order_"
        elif key in self._member_names:
            raise TypeError("%r already defined as %r" % (key, self[key]))
        elif key in self._ignore:
            pass
        elif isinstance(value, nonmember):
            value = value.value
        elif isinstance(value, member) or not _is_descriptor(value):
            if isinstance(value, member):
                value = value.value
            elif key in self:
                raise TypeError("%r already defined as %r" % (key, self[key]))
            single = isinstance(value, auto)
            if single:
                value = self._resolve(key, value)
            elif isinstance(value, tuple) and any(isinstance(v, auto) for v in value):
                value = tuple(self._resolve(key, v) if isinstance(v, auto) else v for v in value)
            self._member_names[key] = None
            self._last_values.append(value)
        super().__setitem__(key, value)

    def _resolve(self, key, value):
        if value.value is _auto_null:
            self._auto_called = True
            value.value = self._generate(key, 1, len(self._member_names), self._last_values[:])
        return value.value


class EnumType(type):
    @classmethod
    def __prepare__(metacls, cls, bases, **kwds):
        for base in bases:
            if isinstance(base, EnumType) and base._member_names_:
                raise TypeError("<enum %r> cannot extend %r" % (cls, base))
        enum_dict = EnumDict()
        enum_dict._cls_name = cls
        member_type, first_enum = _find_types(cls, bases)
        if first_enum is not None:
            enum_dict._generate = getattr(first_enum, "_generate_next_value_", None)
        return enum_dict

    def __new__(metacls, cls, bases, classdict, *, boundary=None, _simple=False, **kwds):
        if Enum is None or not isinstance(classdict, EnumDict):
            if not isinstance(classdict, EnumDict):
                plain = classdict
                classdict = EnumDict()
                classdict._cls_name = cls
                _, first = _find_types(cls, bases)
                classdict._generate = getattr(first, "_generate_next_value_", None)
                for key, value in plain.items():
                    if key in ("__module__", "__qualname__", "__doc__", "__classcell__"):
                        dict.__setitem__(classdict, key, value)
                    else:
                        classdict[key] = value
        names = list(classdict._member_names)
        ignored = classdict._ignore
        member_type, first_enum = _find_types(cls, bases)
        invalid = {"mro", ""} & set(names)
        if invalid:
            raise ValueError("invalid enum member name(s) %s" % (",".join(repr(n) for n in invalid)))

        body = {k: v for k, v in classdict.items() if k not in classdict._member_names and k not in ignored}
        order = body.pop("_order_", None)
        body.pop("_ignore_", None)
        body["_member_names_"] = []
        body["_member_map_"] = {}
        body["_value2member_map_"] = {}
        body["_unhashable_values_"] = []
        body["_member_type_"] = member_type
        body["_boundary_"] = boundary or body.get("_boundary_") or getattr(first_enum, "_boundary_", None)
        own_new = body.get("__new__")
        saved_new = own_new
        if own_new is not None and first_enum is not None:
            body["_new_member_"] = own_new if isinstance(own_new, staticmethod) else staticmethod(own_new)
            del body["__new__"]
        enum_class = super().__new__(metacls, cls, bases, body, **kwds)
        if Enum is None:
            return enum_class

        use_args = True
        if saved_new is not None:
            maker = enum_class._new_member_
        else:
            maker = None
            for base in enum_class.__mro__[1:]:
                if "_new_member_" in base.__dict__ and base is not Enum and base is not object:
                    maker = base._new_member_
                    break
            if maker is None:
                if member_type is object:
                    maker = None
                    use_args = False
                else:
                    maker = member_type.__new__
        is_flag = Flag is not None and issubclass(enum_class, Flag)
        mask = 0
        flag_mask = 0
        value2member = enum_class._value2member_map_
        for name in names:
            value = dict.__getitem__(classdict, name)
            args = value if isinstance(value, tuple) else (value,)
            if member_type is tuple:
                args = (args,)
            if not use_args or maker is None:
                enum_member = object.__new__(enum_class)
            else:
                enum_member = maker(enum_class, *args)
            if not hasattr(enum_member, "_value_"):
                if member_type is object:
                    enum_member._value_ = value
                else:
                    try:
                        enum_member._value_ = member_type(*args)
                    except Exception as exc:
                        new_exc = TypeError("_value_ not set in __new__, unable to create it")
                        new_exc.__cause__ = exc
                        raise new_exc
            value = enum_member._value_
            enum_member._name_ = name
            enum_member.__objclass__ = enum_class
            enum_member._sort_order_ = len(enum_class._member_names_)
            enum_member.__init__(*args)
            # A value that was seen before makes an alias of the first member.
            canonical = _member_of_value(enum_class, value)
            if canonical is None:
                is_single = not is_flag or (isinstance(value, int) and value > 0 and value & (value - 1) == 0)
                if is_single:
                    enum_class._member_names_.append(name)
                try:
                    value2member.setdefault(value, enum_member)
                except TypeError:
                    enum_class._unhashable_values_.append(value)
                canonical = enum_member
            if is_flag and isinstance(value, int):
                flag_mask |= value
                if value > 0 and value & (value - 1) == 0:
                    mask |= value
            enum_class._member_map_[name] = canonical
            found = None
            for base in enum_class.__mro__[1:]:
                if name in base.__dict__:
                    found = base.__dict__[name]
                    break
            if not isinstance(found, property):
                type.__setattr__(enum_class, name, canonical)
        if is_flag:
            type.__setattr__(enum_class, "_flag_mask_", flag_mask)
            type.__setattr__(enum_class, "_singles_mask_", mask)
            type.__setattr__(enum_class, "_all_bits_", 2 ** flag_mask.bit_length() - 1)
        if member_type is not object:
            # Mixed-in types keep their own methods but show themselves as members.
            for method in ("__repr__", "__str__", "__format__", "__reduce_ex__"):
                if method not in body:
                    enum_method = getattr(first_enum, method, None)
                    if enum_method is not None and getattr(enum_class, method, None) is getattr(
                            member_type, method, None):
                        type.__setattr__(enum_class, method, enum_method)
        if order is not None:
            if isinstance(order, str):
                order = order.replace(",", " ").split()
            if [o for o in order if o in enum_class._member_names_] != enum_class._member_names_:
                raise TypeError("member order does not match _order_:\n  %r\n  %r"
                                % (enum_class._member_names_, order))
        return enum_class

    def __init__(cls, *args, **kwds):
        pass

    def __bool__(cls):
        return True

    def __call__(cls, value, names=None, *, module=None, qualname=None, type=None, start=1, boundary=None):
        if names is None:
            return cls.__new__(cls, value)
        return cls._create_(value, names, module=module, qualname=qualname, type=type, start=start)

    def _create_(cls, class_name, names, *, module=None, qualname=None, type=None, start=1):
        metacls = cls.__class__
        bases = (cls,) if type is None else (type, cls)
        classdict = metacls.__prepare__(class_name, bases)
        if isinstance(names, str):
            names = names.replace(",", " ").split()
        if isinstance(names, (tuple, list)) and names and isinstance(names[0], str):
            original, names = names, []
            last_values = []
            for count, name in enumerate(original):
                value = cls._generate_next_value_(name, start, count, last_values[:])
                last_values.append(value)
                names.append((name, value))
        for item in names:
            if isinstance(item, str):
                name, value = item, names[item]
            else:
                name, value = item
            classdict[name] = value
        dict.__setitem__(classdict, "__module__", module or _caller_module())
        if qualname is not None:
            dict.__setitem__(classdict, "__qualname__", qualname)
        return metacls.__new__(metacls, class_name, bases, classdict)

    def __contains__(cls, member):
        if not isinstance(member, Enum):
            import warnings
            warnings.warn("in 3.12 __contains__ will no longer raise TypeError, but will return True or\n"
                          "False depending on whether the value is a member or a member's value.",
                          DeprecationWarning, stacklevel=2)
            raise TypeError("unsupported operand type(s) for 'in': '%s' and '%s'"
                            % (type(member).__qualname__, cls.__class__.__qualname__))
        return isinstance(member, cls) and member._name_ in cls._member_map_

    def __delattr__(cls, attr):
        if attr in cls._member_map_:
            raise AttributeError("%r cannot delete member %r." % (cls.__name__, attr))
        super().__delattr__(attr)

    def __dir__(cls):
        return sorted({"__class__", "__contains__", "__doc__", "__getitem__", "__init_subclass__", "__iter__", "__len__",
                       "__members__", "__module__", "__name__", "__qualname__"} | set(cls._member_names_))

    def __getattr__(cls, name):
        members = cls.__dict__.get("_member_map_", {})
        if _is_dunder(name) or name not in members:
            raise AttributeError(name)
        return members[name]

    def __getitem__(cls, name):
        return cls._member_map_[name]

    def __iter__(cls):
        return (cls._member_map_[name] for name in cls._member_names_)

    def __len__(cls):
        return len(cls._member_names_)

    @_builtin_property
    def __members__(cls):
        return _proxy(cls._member_map_)

    def __repr__(cls):
        if Flag is not None and issubclass(cls, Flag):
            return "<flag %r>" % cls.__name__
        return "<enum %r>" % cls.__name__

    def __reversed__(cls):
        return (cls._member_map_[name] for name in reversed(cls._member_names_))

    def __setattr__(cls, name, value):
        if name in cls.__dict__.get("_member_map_", {}):
            raise AttributeError("cannot reassign member %r" % (name,))
        super().__setattr__(name, value)


EnumMeta = EnumType


def _find_types(class_name, bases):
    if not bases or Enum is None:
        return object, Enum
    first_enum = bases[-1]
    if not isinstance(first_enum, EnumType):
        raise TypeError("new enumerations should be created as ${"`"}EnumName([mixin_type, ...] [data_type,] enum_type)${"`"}")
    if first_enum._member_names_:
        raise TypeError("cannot extend %r" % (first_enum,))
    for chain in bases:
        for base in chain.__mro__:
            if base is object:
                continue
            if isinstance(base, EnumType):
                if base._member_type_ is not object:
                    return base._member_type_, first_enum
            elif "__new__" in base.__dict__ or base in (int, float, str, bytes, tuple, complex):
                return base, first_enum
    return object, first_enum


def _member_of_value(cls, value):
    try:
        return cls._value2member_map_.get(value)
    except TypeError:
        # Values without a hash are compared one by one.
        return next((m for m in cls._member_map_.values() if m._value_ == value), None)


class Enum(metaclass=EnumType):
    def __new__(cls, value):
        if type(value) is cls:
            return value
        known = _member_of_value(cls, value)
        if known is not None:
            return known
        unknown = ValueError("%r is not a valid %s" % (value, cls.__qualname__))
        try:
            made = cls._missing_(value)
        except ValueError:
            raise
        except Exception as problem:
            problem.__context__ = unknown
            raise
        if made is None:
            raise unknown
        if isinstance(made, cls) or (cls._boundary_ is not None and cls._boundary_ is EJECT and isinstance(made, int)):
            return made
        problem = TypeError("error in %s._missing_: returned %r instead of None or a valid member"
                            % (cls.__name__, made))
        problem.__context__ = unknown
        raise problem

    def __init__(self, *args, **kwds):
        pass

    def _generate_next_value_(name, start, count, last_values):
        for value in last_values:
            if not isinstance(value, (int, float)):
                _not_supported("enum.auto after a value that is not a number")
        if not last_values:
            return start
        highest = max(last_values)
        if last_values[-1] != highest:
            from warnings import warn
            warn("In 3.13 the default ${"`"}auto()${"`"}/${"`"}_generate_next_value_${"`"} will require all values to be "
                 "sortable and support adding +1\nand the value returned will be the largest value in the enum "
                 "incremented by 1", DeprecationWarning, stacklevel=4)
        return highest + 1

    @classmethod
    def _missing_(cls, value):
        return None

    def __repr__(self):
        v_repr = self.__class__._value_repr_ or repr
        return "<%s.%s: %s>" % (self.__class__.__name__, self._name_, v_repr(self._value_))

    def __str__(self):
        return "%s.%s" % (self.__class__.__name__, self._name_)

    def __dir__(self):
        return sorted({"__class__", "__doc__", "__eq__", "__hash__", "__module__", "name", "value"})

    def __format__(self, format_spec):
        return str.__format__(str(self), format_spec)

    def __hash__(self):
        return hash(self._name_)

    def __reduce_ex__(self, proto):
        return self.__class__, (self._value_,)

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    _value_repr_ = None

    @property
    def name(self):
        return self._name_

    @property
    def value(self):
        return self._value_


Enum._generate_next_value_ = staticmethod(Enum._generate_next_value_)


class ReprEnum(Enum):
    pass


class IntEnum(int, ReprEnum):
    __str__ = int.__repr__
    __format__ = int.__format__


class StrEnum(str, ReprEnum):
    def __new__(cls, *values):
        if len(values) > 3:
            raise TypeError("too many arguments for str(): %r" % (values,))
        complaints = ["%r is not a string", "encoding must be a string, not %r", "errors must be a string, not %r"]
        for place in range(min(1, len(values) - 1), len(values)):
            if not isinstance(values[place], str):
                raise TypeError(complaints[place] % (values[place],))
        member = str.__new__(cls, *values)
        member._value_ = str(*values)
        return member

    __str__ = str.__str__
    __format__ = str.__format__

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        return name.lower()


class FlagBoundary(StrEnum):
    STRICT = auto()
    CONFORM = auto()
    EJECT = auto()
    KEEP = auto()


STRICT, CONFORM, EJECT, KEEP = FlagBoundary


def _bits_within(cls, value):
    # The bits that the boundary leaves of a number: those of a negative one are counted down from the class's highest.
    # None where the boundary gives the number up.
    mask = cls._flag_mask_
    span = cls._all_bits_ + 1
    bits = value + span if value < 0 else value
    if bits >= 0 and not bits & ~mask:
        return bits
    boundary = cls._boundary_
    if boundary is CONFORM:
        return value & mask
    if boundary is EJECT:
        return None
    if boundary is KEEP:
        return value if value >= 0 else value + max(span, 1 << value.bit_length())
    width = max(value.bit_length(), mask.bit_length())
    raise ValueError(f"{cls!r} invalid value {value!r}\n    given {_bit_text(value, width)}"
                     f"\n  allowed {_bit_text(mask, width)}")


def _bit_text(number, width):
    # The sign bit, then as many digits of the two's complement as asked for.
    return "0b%d %s" % (number < 0, format(number % (1 << width), "0%db" % width))


def _combination(cls, bits):
    # The member that stands for several at once; made once, so that it is the same object ever after.
    kind = cls._member_type_
    made = object.__new__(cls) if kind is object else kind.__new__(cls, bits)
    if not hasattr(made, "_value_"):
        made._value_ = bits
    parts = list(cls._iter_member_(bits))
    rest = bits & ~cls._singles_mask_
    if rest:
        # Beside bits without a name of their own, members of several bits are named too.
        for m in cls._member_map_.values():
            if m not in parts and m._value_ and m._value_ & bits == m._value_:
                parts.append(m)
                rest &= ~m._value_
    if parts:
        made._name_ = "|".join([m._name_ for m in parts] + [cls._numeric_repr_(rest)] * (rest != 0))
    else:
        made._name_ = None
    made.__objclass__ = cls
    cls._value2member_map_[bits] = made
    return made


def _bitwise(name):
    combine = getattr(int, name)

    def method(self, other):
        cls = self.__class__
        if isinstance(other, cls):
            other = other._value_
        elif cls._member_type_ is object or not isinstance(other, cls._member_type_):
            return NotImplemented
        return cls(combine(self._value_, other))
    method.__name__ = name
    return method


class Flag(Enum):
    _boundary_ = STRICT
    _numeric_repr_ = repr
    _flag_mask_ = 0
    _singles_mask_ = 0
    _all_bits_ = 0

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        # The first power of two above everything so far.
        if not last_values:
            return start
        top = max(last_values)
        if isinstance(top, int):
            return 1 << top.bit_length()
        raise TypeError("invalid flag value %r" % top) from None

    @classmethod
    def _missing_(cls, value):
        if not isinstance(value, int):
            raise ValueError("%r is not a valid %s" % (value, cls.__qualname__))
        bits = _bits_within(cls, value)
        if cls._boundary_ is EJECT and bits is None:
            return value
        known = cls._value2member_map_.get(bits)
        return _combination(cls, bits) if known is None else known

    @classmethod
    def _iter_member_(cls, value):
        found = [cls._member_map_[n] for n in cls._member_names_ if cls._member_map_[n]._value_ & value]
        return iter(found)

    def __contains__(self, other):
        if not isinstance(other, self.__class__):
            raise TypeError("unsupported operand type(s) for 'in': %r and %r"
                            % (type(other).__qualname__, self.__class__.__qualname__))
        return other._value_ & self._value_ == other._value_

    def __iter__(self):
        return self._iter_member_(self._value_)

    def __len__(self):
        return self._value_.bit_count()

    def __repr__(self):
        cls_name = self.__class__.__name__
        v_repr = self.__class__._value_repr_ or repr
        if self._name_ is None:
            return "<%s: %s>" % (cls_name, v_repr(self._value_))
        return "<%s.%s: %s>" % (cls_name, self._name_, v_repr(self._value_))

    def __str__(self):
        cls_name = self.__class__.__name__
        if self._name_ is None:
            return "%s(%r)" % (cls_name, self._value_)
        return "%s.%s" % (cls_name, self._name_)

    def __bool__(self):
        return bool(self._value_)

    __or__ = __ror__ = _bitwise("__or__")
    __and__ = __rand__ = _bitwise("__and__")
    __xor__ = __rxor__ = _bitwise("__xor__")

    def __invert__(self):
        if self._boundary_ in (EJECT, KEEP):
            return self.__class__(~self._value_)
        return self.__class__(self._singles_mask_ & ~self._value_)


class IntFlag(int, ReprEnum, Flag, boundary=KEEP):
    __str__ = int.__repr__
    __format__ = int.__format__
    __or__ = Flag.__or__
    __and__ = Flag.__and__
    __xor__ = Flag.__xor__
    __ror__ = Flag.__ror__
    __rand__ = Flag.__rand__
    __rxor__ = Flag.__rxor__
    __invert__ = Flag.__invert__
    __contains__ = Flag.__contains__
    __repr__ = Flag.__repr__


def _aliases(enumeration):
    return ", ".join([f"{name} -> {m.name}" for name, m in enumeration.__members__.items() if m.name != name])


def unique(enumeration):
    found = _aliases(enumeration)
    if found:
        raise ValueError(f"duplicate values found in {enumeration!r}: {found}")
    return enumeration


class EnumCheck(StrEnum):
    CONTINUOUS = "no skipped integer values"
    NAMED_FLAGS = "multi-flag aliases may not contain unnamed flags"
    UNIQUE = "one name per value"


CONTINUOUS, NAMED_FLAGS, UNIQUE = EnumCheck


class verify:
    def __init__(self, *checks):
        self.checks = checks

    def __call__(self, enumeration):
        for check in self.checks:
            if check is UNIQUE:
                found = _aliases(enumeration)
                if found:
                    raise ValueError(f"aliases found in {enumeration!r}: {found}")
            elif check is CONTINUOUS and not issubclass(enumeration, Flag):
                values = {e.value for e in enumeration}
                if len(values) >= 2:
                    missing = [i for i in range(min(values) + 1, max(values)) if i not in values]
                    if missing:
                        raise ValueError(("invalid %s %r: missing values %s" % (
                            "enum", enumeration.__name__, ", ".join(str(m) for m in missing)))[:256])
            else:
                _not_supported("enum.verify(%s)" % check.name)
        return enumeration


def global_enum(cls, update_str=False):
    _not_supported("enum.global_enum")
`;

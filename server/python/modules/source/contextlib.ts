/** `contextlib`, without its asynchronous half. */
export const contextlibSource = String.raw`
from abc import ABC, abstractmethod
from functools import wraps

__all__ = ["contextmanager", "closing", "nullcontext", "AbstractContextManager", "ContextDecorator", "ExitStack",
           "redirect_stdout", "redirect_stderr", "suppress", "chdir"]


class AbstractContextManager(ABC):
    __class_getitem__ = classmethod(_alias)

    def __enter__(self):
        return self

    @abstractmethod
    def __exit__(self, exc_type, exc_value, traceback):
        return None

    @classmethod
    def __subclasshook__(cls, C):
        if cls is AbstractContextManager:
            return True if hasattr(C, "__enter__") and hasattr(C, "__exit__") else NotImplemented
        return NotImplemented


class ContextDecorator(object):
    def _again(self):
        return self

    def __call__(self, func):
        @wraps(func)
        def inside(*args, **kwds):
            with self._again():
                return func(*args, **kwds)
        return inside


class _GeneratorContextManager(AbstractContextManager, ContextDecorator):
    def __init__(self, make):
        self._make = make
        self.gen = make()

    def _again(self):
        # A generator runs once: a decorated function needs a new one for each call.
        return type(self)(self._make)

    def __enter__(self):
        for value in self.gen:
            return value
        raise RuntimeError("generator didn't yield")

    def __exit__(self, typ, value, traceback):
        if typ is None:
            for _ in self.gen:
                raise RuntimeError("generator didn't stop")
            return False
        thrown = typ() if value is None else value
        try:
            self.gen.throw(thrown)
        except BaseException as raised:
            if raised is thrown or _is_wrapped_end(raised, thrown):
                return False
            # The generator's own end means that it has dealt with the exception.
            if isinstance(raised, StopIteration):
                return True
            raise
        raise RuntimeError("generator didn't stop after throw()")


def _is_wrapped_end(raised, thrown):
    # A StopIteration that passes through a generator becomes the cause of a RuntimeError.
    return isinstance(raised, RuntimeError) and isinstance(thrown, StopIteration) and raised.__cause__ is thrown


def contextmanager(func):
    @wraps(func)
    def manager(*args, **kwds):
        return _GeneratorContextManager(lambda: func(*args, **kwds))
    return manager


class closing(AbstractContextManager):
    def __init__(self, thing):
        self.thing = thing

    def __enter__(self):
        return self.thing

    def __exit__(self, *exc_info):
        self.thing.close()


class _Redirected(AbstractContextManager):
    def __init__(self, new_target):
        self._new_target = new_target
        self._before = []

    def _swap(self, stream):
        import sys
        before = getattr(sys, self._name)
        setattr(sys, self._name, stream)
        return before

    def __enter__(self):
        self._before.append(self._swap(self._new_target))
        return self._new_target

    def __exit__(self, exc_type, exc, tb):
        self._swap(self._before.pop())


class redirect_stdout(_Redirected):
    _name = "stdout"


class redirect_stderr(_Redirected):
    _name = "stderr"


class suppress(AbstractContextManager):
    def __init__(self, *exceptions):
        self._exceptions = exceptions

    def __enter__(self):
        return None

    def __exit__(self, exc_type, exc, tb):
        return exc_type is not None and issubclass(exc_type, self._exceptions)


class nullcontext(AbstractContextManager):
    def __init__(self, enter_result=None):
        self.enter_result = enter_result

    def __enter__(self):
        return self.enter_result

    def __exit__(self, *excinfo):
        pass


class ExitStack(AbstractContextManager):
    def __init__(self):
        self._on_exit = []

    def pop_all(self):
        heir = type(self)()
        heir._on_exit, self._on_exit = self._on_exit, heir._on_exit
        return heir

    def push(self, exit):
        leave = getattr(type(exit), "__exit__", None)
        self._on_exit.append(exit if leave is None else lambda *details: leave(exit, *details))
        return exit

    def enter_context(self, cm):
        kind = type(cm)
        if not (hasattr(kind, "__enter__") and hasattr(kind, "__exit__")):
            raise TypeError(f"'{kind.__module__}.{kind.__qualname__}' object does "
                            "not support the context manager protocol")
        entered = kind.__enter__(cm)
        self.push(cm)
        return entered

    def callback(self, callback, /, *args, **kwds):
        def leave(*details):
            callback(*args, **kwds)
        leave.__wrapped__ = callback
        self._on_exit.append(leave)
        return callback

    def close(self):
        self.__exit__(None, None, None)

    def __exit__(self, exc_type, exc, tb):
        # Nested with-statements, unrolled: each callback sees what the ones after it have left of the exception.
        import sys
        around = sys.exception()
        left = exc
        while self._on_exit:
            leave = self._on_exit.pop()
            try:
                if leave(*_details(left)):
                    left = None
            except BaseException as raised:
                if raised is not left:
                    _follow(raised, left, around)
                left = raised
        if left is None:
            return exc is not None
        if left is exc:
            return False
        context = left.__context__
        try:
            raise left
        finally:
            # Raising it here is not what it followed.
            left.__context__ = context


def _details(exc):
    return (None, None, None) if exc is None else (type(exc), exc, exc.__traceback__)


def _follow(raised, before, around):
    # As if the callbacks were nested: an exception follows the one before it, not the one that the whole stack leaves.
    link = raised
    while link.__context__ is not None and link.__context__ is not around:
        link = link.__context__
        if link is before:
            return
    if link is not before and around is not None:
        link.__context__ = before


class chdir:
    def __init__(self, path):
        _not_supported("contextlib.chdir")
`;

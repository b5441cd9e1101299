/** The distributions of `random`, by the methods that CPython documents or that its stream shows. */
export const randomSource = String.raw`
from math import log as _log, exp as _exp, pi as _pi, e as _e, ceil as _ceil
from math import sqrt as _sqrt, acos as _acos, cos as _cos, sin as _sin
from math import tau as _tau, floor as _floor, isfinite as _isfinite
from itertools import accumulate as _accumulate
from bisect import bisect as _bisect
from operator import index as _index
from warnings import warn as _warn

__all__ = ["Random", "SystemRandom", "betavariate", "choice", "choices", "expovariate", "gammavariate", "gauss",
           "getrandbits", "getstate", "lognormvariate", "normalvariate", "paretovariate", "randbytes", "randint",
           "random", "randrange", "sample", "seed", "setstate", "shuffle", "triangular", "uniform",
           "vonmisesvariate", "weibullvariate"]


class Random(_Random):
    VERSION = 3

    def __init__(self, x=None):
        self.seed(x)
        self.gauss_next = None

    def seed(self, a=None, version=2):
        if isinstance(a, (str, bytes, bytearray)):
            if version == 1 and not isinstance(a, bytearray):
                super().seed(_early_hash(list(a) if isinstance(a, bytes) else [ord(c) for c in a]))
                self.gauss_next = None
                return
            if version != 2:
                _not_supported(f"random.seed(version={version!r})")
            # A text seeds with its own bytes, followed by their digest, as one long number.
            octets = a.encode() if isinstance(a, str) else bytes(a)
            a = int.from_bytes(octets + _sha512(octets), "big")
        elif a is not None and not isinstance(a, (int, float)):
            raise TypeError("The only supported seed types are: None,\nint, float, str, bytes, and bytearray.")
        super().seed(a)
        self.gauss_next = None

    def getstate(self):
        return self.VERSION, super().getstate(), self.gauss_next

    def setstate(self, state):
        if state[0] != self.VERSION:
            raise ValueError("state with version %s passed to Random.setstate() of version %s"
                             % (state[0], self.VERSION))
        _, words, self.gauss_next = state
        super().setstate(words)

    def __reduce__(self):
        return self.__class__, (), self.getstate()

    def __copy__(self):
        made = type(self)()
        made.setstate(self.getstate())
        return made

    def __deepcopy__(self, memo):
        return self.__copy__()

    def _randbelow(self, n):
        # Numbers of as many bits as n has, until one is small enough.
        while True:
            drawn = self.getrandbits(n.bit_length())
            if drawn < n:
                return drawn

    def randbytes(self, n):
        return self.getrandbits(n * 8).to_bytes(n, "little")

    def randrange(self, start, stop=None, step=1):
        first = _whole(start, "arg 1")
        if stop is None:
            if type(step) is not int or step != 1:
                raise TypeError("Missing a non-None stop argument")
            first, last, stride, shown = 0, first, 1, ""
        else:
            last = _whole(stop, "stop")
            stride = _whole(step, "step")
            shown = f" ({first}, {last}, {last - first})" if stride == 1 else ""
        if stride == 0:
            raise ValueError("zero step for randrange()")
        count = -((first - last) // stride)
        if count <= 0:
            raise ValueError("empty range for randrange()" + shown)
        return first + stride * self._randbelow(count)

    def randint(self, a, b):
        return self.randrange(a, b + 1)

    def choice(self, seq):
        if len(seq) == 0:
            raise IndexError("Cannot choose from an empty sequence")
        return seq[self._randbelow(len(seq))]

    def shuffle(self, x):
        # Fisher and Yates: the last place of a shrinking front changes with any place of it.
        for size in range(len(x), 1, -1):
            other = self._randbelow(size)
            x[size - 1], x[other] = x[other], x[size - 1]

    def sample(self, population, k, *, counts=None):
        if not isinstance(population, (list, tuple, range, str)) and not _is_sequence(population):
            raise TypeError("Population must be a sequence.  For dicts or sets, use sorted(d).")
        if counts is not None:
            ends = list(_accumulate(counts))
            if len(ends) != len(population):
                raise ValueError("The number of counts does not match the population")
            if not isinstance(ends[-1], int):
                raise TypeError("Counts must be integers")
            if ends[-1] <= 0:
                raise ValueError("Total of counts must be greater than zero")
            return [population[_bisect(ends, place)] for place in self.sample(range(ends[-1]), k=k)]
        size = len(population)
        if k < 0 or k > size:
            raise ValueError("Sample larger than population or is negative")
        # Few of many are drawn by place, again where a place comes twice; the bound decides the stream for a seed.
        if size > 21 + (4 ** _ceil(_log(k * 3, 4)) if k > 5 else 0):
            places = {}
            while len(places) < k:
                places[self._randbelow(size)] = True
            return [population[place] for place in places]
        pool = list(population)
        drawn = []
        while len(drawn) < k:
            place = self._randbelow(len(pool))
            pool[place], pool[-1] = pool[-1], pool[place]
            drawn.append(pool.pop())
        return drawn

    def choices(self, population, weights=None, *, cum_weights=None, k=1):
        size = len(population)
        if weights is not None and cum_weights is not None:
            raise TypeError("Cannot specify both weights and cumulative weights")
        if weights is None and cum_weights is None:
            return [population[_floor(self.random() * float(size))] for _ in range(k)]
        if isinstance(weights, int):
            raise TypeError(f"The number of choices must be a keyword argument: k={weights!r}")
        ends = list(_accumulate(weights)) if cum_weights is None else cum_weights
        if len(ends) != size:
            raise ValueError("The number of weights does not match the population")
        total = ends[-1] + 0.0
        if not total > 0.0 and total == total:
            raise ValueError("Total of weights must be greater than zero")
        if not _isfinite(total):
            raise ValueError("Total of weights must be finite")
        return [population[_bisect(ends, total * self.random(), 0, size - 1)] for _ in range(k)]

    def uniform(self, a, b):
        return a + (b - a) * self.random()

    def triangular(self, low=0.0, high=1.0, mode=None):
        # The inverse of the distribution function, which has one branch each side of the mode.
        u = self.random()
        if mode is None:
            peak = 0.5
        elif high == low:
            return low
        else:
            peak = (mode - low) / (high - low)
        if u <= peak:
            return low + (high - low) * _sqrt(u * peak)
        return high + (low - high) * _sqrt((1.0 - u) * (1.0 - peak))

    def normalvariate(self, mu=0.0, sigma=1.0):
        # Kinderman and Monahan, 1977: a ratio of uniforms, whose region has the width 2·sqrt(2/e).
        accepted = False
        while not accepted:
            across = self.random() - 0.5
            up = 1.0 - self.random()
            deviate = 1.7155277699214135 * across / up
            accepted = deviate * deviate / 4.0 <= -_log(up)
        return mu + deviate * sigma

    def gauss(self, mu=0.0, sigma=1.0):
        # Box and Muller, 1958: a direction and a distance make two independent numbers; the second waits for its turn.
        if self.gauss_next is not None:
            deviate, self.gauss_next = self.gauss_next, None
        else:
            direction = _tau * self.random()
            distance = _sqrt(_log(1.0 - self.random()) * -2.0)
            deviate, self.gauss_next = _cos(direction) * distance, _sin(direction) * distance
        return mu + deviate * sigma

    def lognormvariate(self, mu, sigma):
        return _exp(self.normalvariate(mu, sigma))

    def expovariate(self, lambd):
        return -_log(1.0 - self.random()) / lambd

    def vonmisesvariate(self, mu, kappa):
        if kappa <= 1e-6:
            return _tau * self.random()
        cosine = _best_fisher(self.random, 0.5 / kappa)
        turn = _acos(cosine)
        return (mu + turn if self.random() > 0.5 else mu - turn) % _tau

    def gammavariate(self, alpha, beta):
        if not (alpha > 0.0 and beta > 0.0):
            raise ValueError("gammavariate: alpha and beta must be > 0.0")
        if alpha == 1.0:
            standard = -_log(1.0 - self.random())
        else:
            standard = (_cheng if alpha > 1.0 else _ahrens_dieter)(self.random, alpha)
        return standard * beta

    def betavariate(self, alpha, beta):
        # A share of two gamma numbers of the same scale.
        share = self.gammavariate(alpha, 1.0)
        return share / (share + self.gammavariate(beta, 1.0)) if share else 0.0

    def paretovariate(self, alpha):
        return (1.0 - self.random()) ** (-1.0 / alpha)

    def weibullvariate(self, alpha, beta):
        return alpha * (-_log(1.0 - self.random())) ** (1.0 / beta)


def _early_hash(codes):
    # What hash() gave for strings when version 1 seeded: 64 bits, multiplied and mixed code by code.
    mixed = codes[0] << 7 if codes else 0
    for code in codes:
        mixed = (mixed * 1000003 ^ code) % (1 << 64)
    return mixed ^ len(codes)


def _best_fisher(draw, s):
    # Best and Fisher, 1979: the cosine of a von Mises angle, from a wrapped Cauchy envelope. s is 1/(2·kappa).
    r = s + _sqrt(1.0 + s * s)
    while True:
        z = _cos(_pi * draw())
        d = z / (r + z)
        u = draw()
        if 1.0 - d * d > u or (1.0 - d) * _exp(d) >= u:
            inverse = 1.0 / r
            return (inverse + z) / (1.0 + inverse * z)


def _cheng(draw, shape):
    # Cheng, 1977 (GB), for shapes above one: a log-logistic envelope, with a quick test before the logarithm.
    root = _sqrt(2.0 * shape - 1.0)
    b = shape - _log(4.0)
    c = shape + root
    d = 1.0 + _log(4.5)
    while True:
        u = draw()
        if u <= 1e-7 or u >= 0.9999999:
            continue
        z = u * u * (1.0 - draw())
        v = _log(u / (1.0 - u)) / root
        x = shape * _exp(v)
        r = b + c * v - x
        if r + d - 4.5 * z >= 0.0 or r >= _log(z):
            return x


def _ahrens_dieter(draw, shape):
    # Ahrens and Dieter, 1974 (GS), for shapes below one: a power up to one, an exponential beyond.
    whole = (_e + shape) / _e
    while True:
        p = whole * draw()
        if p <= 1.0:
            x = p ** (1.0 / shape)
            bound = _exp(-x)
        else:
            x = -_log((whole - p) / shape)
            bound = x ** (shape - 1.0)
        if draw() <= bound:
            return x


class SystemRandom(Random):
    def seed(self, *args, **kwds):
        return None

    def getstate(self, *args, **kwds):
        raise NotImplementedError("System entropy source does not have state.")

    setstate = getstate


def _is_sequence(value):
    from collections.abc import Sequence
    return isinstance(value, Sequence)


def _whole(value, place):
    if hasattr(type(value), "__index__"):
        return _index(value)
    # Deprecated: numbers of other kinds that happen to be whole.
    n = int(value)
    if n == value:
        _warn("non-integer arguments to randrange() have been deprecated since Python 3.10 and will be removed "
              "in a subsequent version", DeprecationWarning, 3)
        return n
    _warn("randrange() will raise TypeError in the future", DeprecationWarning, 3)
    raise ValueError(f"non-integer {place} for randrange()")


_shared = Random()
for _name in __all__:
    if _name not in ("Random", "SystemRandom"):
        globals()[_name] = getattr(_shared, _name)
`;

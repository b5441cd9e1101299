/**
 * `torch.distributions` in Python, as far as it goes: Normal, Uniform, Bernoulli, Categorical, Exponential, and the
 * divergences between two of a kind. Formulas: the densities' definitions; draws in PyTorch's order.
 */
export const distributionsSource = `
import math
import torch


def _broadcast(*values):
    """Parameters as tensors of one shape; numbers take the type of a tensor among them, or the default type."""
    like = [v for v in values if isinstance(v, torch.Tensor)]
    out = []
    for v in values:
        if not isinstance(v, torch.Tensor):
            if isinstance(v, bool) or not isinstance(v, (int, float)):
                raise ValueError("Input arguments must all be instances of Number, torch.Tensor or objects implementing __torch_function__.")
            v = torch.tensor(float(v), dtype=like[0].dtype if like else None)
        out.append(v)
    return torch.broadcast_tensors(*out) if len(out) > 1 else out


class Distribution:
    has_rsample = False
    has_enumerate_support = False
    _names = ()

    def __init__(self, batch_shape=torch.Size([]), event_shape=torch.Size([]), validate_args=None):
        self._batch_shape = torch.Size(batch_shape)
        self._event_shape = torch.Size(event_shape)
        self._validate_args = validate_args is not False

    @property
    def batch_shape(self):
        return self._batch_shape

    @property
    def event_shape(self):
        return self._event_shape

    def _extended_shape(self, sample_shape=torch.Size()):
        return torch.Size(tuple(sample_shape) + tuple(self._batch_shape) + tuple(self._event_shape))

    @property
    def stddev(self):
        return self.variance.sqrt()

    def sample(self, sample_shape=torch.Size()):
        with torch.no_grad():
            return self.rsample(sample_shape)

    def rsample(self, sample_shape=torch.Size()):
        raise NotImplementedError

    def log_prob(self, value):
        raise NotImplementedError

    def entropy(self):
        raise NotImplementedError

    def cdf(self, value):
        raise NotImplementedError

    def icdf(self, value):
        raise NotImplementedError

    def perplexity(self):
        return torch.exp(self.entropy())

    def expand(self, batch_shape, _instance=None):
        _not_supported("torch.distributions." + type(self).__name__ + ".expand")

    def enumerate_support(self, expand=True):
        _not_supported("torch.distributions." + type(self).__name__ + ".enumerate_support")

    def _check_parameter(self, name, value, ok, constraint):
        if self._validate_args and not ok.all():
            raise ValueError(
                "Expected parameter " + name + " (" + type(value).__name__ + " of shape " + str(tuple(value.shape))
                + ") of distribution " + repr(self) + " to satisfy the constraint " + constraint
                + ", but found invalid values:\\n" + f"{value}"
            )

    def _check_sample(self, value, ok, constraint):
        if not self._validate_args:
            return
        if not isinstance(value, torch.Tensor):
            raise ValueError("The value argument to log_prob must be a Tensor")
        if not ok(value).all():
            raise ValueError(
                "Expected value argument (" + type(value).__name__ + " of shape " + str(tuple(value.shape))
                + ") to be within the support (" + constraint + ") of the distribution " + repr(self)
                + ", but found invalid values:\\n" + f"{value}"
            )

    def __repr__(self):
        parts = []
        for name in self._names:
            if name in self.__dict__:
                value = self.__dict__[name]
                parts.append(name + ": " + (f"{value}" if value.numel() == 1 else str(value.size())))
        return type(self).__name__ + "(" + ", ".join(parts) + ")"


class Normal(Distribution):
    __module__ = "torch.distributions.normal"
    has_rsample = True
    _names = ("loc", "scale")

    def __init__(self, loc, scale, validate_args=None):
        self.loc, self.scale = _broadcast(loc, scale)
        super().__init__(self.loc.size(), validate_args=validate_args)
        self._check_parameter("loc", self.loc, self.loc == self.loc, "Real()")
        self._check_parameter("scale", self.scale, self.scale > 0, "GreaterThan(lower_bound=0.0)")

    mean = mode = property(lambda self: self.loc)
    stddev = property(lambda self: self.scale)
    variance = property(lambda self: self.stddev.pow(2))

    def sample(self, sample_shape=torch.Size()):
        shape = self._extended_shape(sample_shape)
        with torch.no_grad():
            return torch.normal(self.loc.expand(shape), self.scale.expand(shape))

    def rsample(self, sample_shape=torch.Size()):
        shape = self._extended_shape(sample_shape)
        noise = torch.normal(
            torch.zeros(shape, dtype=self.loc.dtype), torch.ones(shape, dtype=self.loc.dtype)
        )
        return self.loc + noise * self.scale

    def log_prob(self, value):
        self._check_sample(value, lambda v: v == v, "Real()")
        return -((value - self.loc) ** 2) / (2 * self.scale**2) - self.scale.log() - math.log(math.sqrt(2 * math.pi))

    def cdf(self, value):
        self._check_sample(value, lambda v: v == v, "Real()")
        return 0.5 * (1 + torch.erf((value - self.loc) * self.scale.reciprocal() / math.sqrt(2)))

    def icdf(self, value):
        return self.loc + self.scale * torch.erfinv(2 * value - 1) * math.sqrt(2)

    def entropy(self):
        return 0.5 + 0.5 * math.log(2 * math.pi) + torch.log(self.scale)


class Uniform(Distribution):
    __module__ = "torch.distributions.uniform"
    has_rsample = True
    _names = ("low", "high")

    def __init__(self, low, high, validate_args=None):
        self.low, self.high = _broadcast(low, high)
        super().__init__(self.low.size(), validate_args=validate_args)
        if self._validate_args and not torch.lt(self.low, self.high).all():
            raise ValueError("Uniform is not defined when low>= high")

    mean = property(lambda self: (self.high + self.low) / 2)
    stddev = property(lambda self: (self.high - self.low) / 12**0.5)
    variance = property(lambda self: (self.high - self.low).pow(2) / 12)

    def rsample(self, sample_shape=torch.Size()):
        noise = torch.rand(self._extended_shape(sample_shape), dtype=self.low.dtype)
        return self.low + noise * (self.high - self.low)

    def log_prob(self, value):
        if self._validate_args:
            self._check_sample(value, lambda v: (v >= self.low) & (v <= self.high), "Interval(lower_bound=" + f"{self.low}" + ", upper_bound=" + f"{self.high}" + ")")
        inside = self.low.le(value).type_as(self.low) * self.high.gt(value).type_as(self.low)
        return torch.log(inside) - torch.log(self.high - self.low)

    def cdf(self, value):
        return ((value - self.low) / (self.high - self.low)).clamp(min=0, max=1)

    def icdf(self, value):
        return value * (self.high - self.low) + self.low

    def entropy(self):
        return torch.log(self.high - self.low)


class Exponential(Distribution):
    __module__ = "torch.distributions.exponential"
    has_rsample = True
    _names = ("rate",)

    def __init__(self, rate, validate_args=None):
        (self.rate,) = _broadcast(rate)
        super().__init__(self.rate.size(), validate_args=validate_args)
        self._check_parameter("rate", self.rate, self.rate > 0, "GreaterThan(lower_bound=0.0)")

    mean = stddev = property(lambda self: self.rate.reciprocal())
    mode = property(lambda self: torch.zeros_like(self.rate))
    variance = property(lambda self: self.rate.pow(-2))

    def rsample(self, sample_shape=torch.Size()):
        return torch.empty(self._extended_shape(sample_shape), dtype=self.rate.dtype).exponential_() / self.rate

    def log_prob(self, value):
        self._check_sample(value, lambda v: v >= 0, "GreaterThanEq(lower_bound=0.0)")
        return self.rate.log() - self.rate * value

    def cdf(self, value):
        return 1 - torch.exp(-self.rate * value)

    def icdf(self, value):
        return -torch.log1p(-value) / self.rate

    def entropy(self):
        return 1.0 - torch.log(self.rate)


def _tiny(t):
    return torch.finfo(t.dtype).eps


class Bernoulli(Distribution):
    __module__ = "torch.distributions.bernoulli"
    _names = ("probs", "logits")

    def __init__(self, probs=None, logits=None, validate_args=None):
        if (probs is None) == (logits is None):
            raise ValueError("Either \`probs\` or \`logits\` must be specified, but not both.")
        self._is_probs = probs is not None
        if self._is_probs:
            (self.probs,) = _broadcast(probs)
        else:
            (self.logits,) = _broadcast(logits)
        given = self.probs if self._is_probs else self.logits
        super().__init__(given.size(), validate_args=validate_args)
        if self._is_probs:
            self._check_parameter("probs", given, (given >= 0) & (given <= 1), "Interval(lower_bound=0.0, upper_bound=1.0)")

    def __getattr__(self, name):
        if name == "logits":
            eps = _tiny(self.probs)
            p = self.probs.clamp(min=eps, max=1 - eps)
            value = torch.log(p) - torch.log1p(-p)
        elif name == "probs":
            value = torch.sigmoid(self.logits)
        else:
            raise AttributeError("'" + type(self).__name__ + "' object has no attribute '" + name + "'")
        self.__dict__[name] = value
        return value

    mean = property(lambda self: self.probs)
    variance = property(lambda self: self.probs * (1 - self.probs))

    def sample(self, sample_shape=torch.Size()):
        with torch.no_grad():
            return torch.bernoulli(self.probs.expand(self._extended_shape(sample_shape)))

    def log_prob(self, value):
        self._check_sample(value, lambda v: (v == 0) | (v == 1), "Boolean()")
        logits, value = torch.broadcast_tensors(self.logits, value)
        return -torch.nn.functional.binary_cross_entropy_with_logits(logits, value, reduction="none")

    def entropy(self):
        return torch.nn.functional.binary_cross_entropy_with_logits(self.logits, self.probs, reduction="none")


class Categorical(Distribution):
    __module__ = "torch.distributions.categorical"
    _names = ("probs", "logits")

    def __init__(self, probs=None, logits=None, validate_args=None):
        if (probs is None) == (logits is None):
            raise ValueError("Either \`probs\` or \`logits\` must be specified, but not both.")
        given = probs if probs is not None else logits
        if given.dim() < 1:
            raise ValueError("\`" + ("probs" if probs is not None else "logits") + "\` parameter must be at least one-dimensional.")
        if probs is not None:
            self.probs = probs / probs.sum(-1, keepdim=True)
        else:
            self.logits = logits - logits.logsumexp(dim=-1, keepdim=True)
        self._given = given
        self._num_events = given.size()[-1]
        super().__init__(given.size()[:-1], validate_args=validate_args)
        if probs is not None:
            self._check_parameter("probs", self.probs, (self.probs >= 0).all(-1), "Simplex()")

    def __getattr__(self, name):
        if name == "logits":
            eps = _tiny(self.probs)
            value = torch.log(self.probs.clamp(min=eps, max=1 - eps))
        elif name == "probs":
            value = torch.softmax(self.logits, dim=-1)
        else:
            raise AttributeError("'" + type(self).__name__ + "' object has no attribute '" + name + "'")
        self.__dict__[name] = value
        return value

    mode = property(lambda self: self.probs.argmax(dim=-1))

    def sample(self, sample_shape=torch.Size()):
        sample_shape = torch.Size(sample_shape)
        flat = self.probs.reshape(-1, self._num_events)
        with torch.no_grad():
            drawn = torch.multinomial(flat, sample_shape.numel(), True).T
        return drawn.reshape(self._extended_shape(sample_shape))

    def log_prob(self, value):
        self._check_sample(value, lambda v: (v % 1 == 0) & (v >= 0) & (v <= self._num_events - 1), "IntegerInterval(lower_bound=0, upper_bound=" + str(self._num_events - 1) + ")")
        value = value.long().unsqueeze(-1)
        value, logits = torch.broadcast_tensors(value, self.logits)
        return logits.gather(-1, value[..., :1]).squeeze(-1)

    def entropy(self):
        logits = torch.clamp(self.logits, min=torch.finfo(self.logits.dtype).min)
        return -(logits * self.probs).sum(-1)


def kl_divergence(p, q):
    if isinstance(p, Normal) and isinstance(q, Normal):
        ratio = (p.scale / q.scale).pow(2)
        return 0.5 * (ratio + ((p.loc - q.loc) / q.scale).pow(2) - 1 - ratio.log())
    if isinstance(p, Exponential) and isinstance(q, Exponential):
        ratio = q.rate / p.rate
        return -ratio.log() + ratio - 1
    if isinstance(p, Categorical) and isinstance(q, Categorical):
        t = p.probs * (p.logits - q.logits)
        t = torch.where(q.probs == 0, math.inf, t)
        return torch.where(p.probs == 0, torch.zeros_like(t), t).sum(-1)
    if isinstance(p, Bernoulli) and isinstance(q, Bernoulli):
        first = p.probs * (torch.nn.functional.softplus(-q.logits) - torch.nn.functional.softplus(-p.logits))
        return first + (1 - p.probs) * (torch.nn.functional.softplus(q.logits) - torch.nn.functional.softplus(p.logits))
    _not_supported("torch.distributions.kl_divergence of " + type(p).__name__ + " and " + type(q).__name__)
`;

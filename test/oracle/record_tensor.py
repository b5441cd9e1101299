"""Records the goldens of the tensor floor: run with an interpreter that has PyTorch 2.13 (CPU). One thread, so that the
order of sums does not depend on the machine."""

import sys

import torch

from tensor_cases import attempt, encode, save

torch.set_num_threads(1)


def printing():
    g = torch.Generator().manual_seed(0)
    r = lambda *s: torch.randn(*s, generator=g)
    values = [
        torch.tensor(1.0), torch.tensor(-0.0), torch.tensor(0.1), torch.tensor(1e-5), torch.tensor(123456789.0),
        torch.tensor(float("nan")), torch.tensor(float("inf")), torch.tensor(3), torch.tensor(True), torch.tensor(-7),
        torch.tensor(1.5, dtype=torch.float64), torch.tensor(2, dtype=torch.int32), torch.tensor(0.1, dtype=torch.float16),
        torch.tensor(0.1, dtype=torch.bfloat16), torch.tensor(1 + 2j), torch.tensor(-0.5 - 1j), torch.tensor(1e-9 + 1j),
        torch.tensor([1.0, 2.0, 3.0]), torch.tensor([1.0, 2.5]), torch.tensor([1e-4, 1.0]), torch.tensor([9e-5, 0.05]),
        torch.tensor([1.0, 1000.0]), torch.tensor([1.0, 1001.0]), torch.tensor([0.5, 600.0]), torch.tensor([1e9, 1e9]),
        torch.tensor([1.0, float("nan"), float("inf"), -float("inf")]), torch.tensor([float("nan")] * 3),
        torch.tensor([float("inf"), 0.0]), torch.tensor([0.5, float("nan"), -float("inf")]), torch.tensor([0.0, -0.0, 0.5]),
        torch.tensor([1e-10, float("inf")]), torch.tensor([-1e-10, 2e10]), torch.tensor([100000000.0]), torch.tensor([100000001.0]),
        torch.tensor([0.125, 0.375, 2.5, 0.00005]), torch.tensor([0.03125, 0.09375, 1.00005]), torch.tensor([-0.00001, 0.5]),
        torch.tensor([1, -2, 300]), torch.tensor([True, False]), torch.tensor([0]), torch.tensor([[1, 2], [3, 4]]),
        torch.arange(100), torch.arange(100).float(), torch.arange(24.0).reshape(2, 3, 4), torch.arange(16).reshape(2, 2, 2, 2),
        torch.arange(1000), torch.arange(1001), torch.arange(1001).float(), torch.arange(2000).reshape(20, 100),
        r(3), r(3, 4), r(5, 5), r(2, 2, 3), r(30), r(7, 30), r(1001), r(40, 40), r(10, 11, 12), r(4, 300), r(300, 4), r(2, 3, 500),
        r(3, 4).double(), r(3, 4).half(), r(3, 4).bfloat16(), (r(3, 4) * 1e6), (r(3, 4) * 1e-6), (r(6) * 1e3).round(),
        r(3, 4).t(), r(3, 4)[:, 1:3], r(3, 4).expand(2, 3, 4),
        torch.empty(0), torch.empty(0, 3), torch.empty(2, 0, dtype=torch.int64), torch.empty(0, dtype=torch.int64),
        torch.empty(0, dtype=torch.float64), torch.empty(0, 3, dtype=torch.bool), torch.empty(1, 0, 2, dtype=torch.complex64),
        torch.tensor([1 + 1j, -2.5 - 0.5j, 0j]), torch.complex(r(5), r(5)), torch.complex(r(4, 4), r(4, 4)).to(torch.complex128),
        torch.complex(r(40, 40), r(40, 40)), torch.tensor([complex(float("nan"), -1.0), complex(0.5, float("inf"))]),
        torch.tensor([1, 2], dtype=torch.uint8), torch.tensor([-1, 2], dtype=torch.int8), torch.tensor([-1, 200], dtype=torch.int16),
        torch.tensor([1e300, 1.0], dtype=torch.float64), torch.tensor([65504.0, 1.0], dtype=torch.float16),
        torch.tensor([12345678.0, 0.5]), torch.tensor([99999.5, 100.25]), torch.full((3, 3), 1e20), torch.full((2,), 1e22),
        torch.zeros(2, 3), torch.ones(1, 1, 1), torch.rand(12, 12, generator=g), torch.eye(3),
    ]
    cases = []
    suffixes = [(), ("MulBackward0",), ("requires",), ("NativeLayerNormBackward0",)]
    for i, value in enumerate(values):
        case = {"x": encode(value), "repr": repr(value), "format": f"{value}" if value.dim() == 0 else None}
        if value.is_floating_point() and value.numel() > 0:
            case["requires"] = repr(value.clone().requires_grad_())
            case["gradFn"] = repr(value.clone().requires_grad_() * 1)
            case["parameter"] = repr(torch.nn.Parameter(value.clone()))
        for options in ({"precision": 2}, {"sci_mode": True}, {"sci_mode": False}, {"linewidth": 40}, {"profile": "short"},
                        {"threshold": 5, "edgeitems": 1}, {"precision": 8, "linewidth": 120}):
            torch.set_printoptions(**options)
            case.setdefault("options", []).append([options, repr(value)])
            torch.set_printoptions(profile="default")
        torch.set_default_dtype(torch.float64)
        case["default64"] = repr(value)
        torch.set_default_dtype(torch.float32)
        cases.append(case)
    # The values of large tensors are stored once; the options above only look at them.
    save("print", [c for c in cases])
    _ = suffixes


def number_texts():
    import random
    rng = random.Random(1)
    cases = []
    numbers = [0.0, -0.0, 0.1, 1.0, 1e16, 1e15, 123456789012345680.0, 1e-4, 1e-5, 0.00012345, 5e-324, 1.7976931348623157e308,
               0.5, 1.5, 2.5, -2.5, 0.125, 0.375, 1e22, 1e21, 123456.5, -0.4, 2**53 + 0.0, float("inf"), float("nan"), -1e-7,
               1234.5678, 9.5, 99.5, 0.95, 0.25, 12.5, 125.0, 1250.0, 8.5e15]
    for _ in range(300):
        numbers.append(rng.uniform(-1, 1) * 10 ** rng.randint(-12, 24))
        numbers.append(rng.randint(-4000, 4000) / 2 ** rng.randint(0, 8))
    for x in numbers:
        cases.append([encode(x), repr(x), [f"{x:.{p}f}" for p in range(0, 7)], [f"{x:.{p}e}" for p in range(0, 7)]])
    complexes = [1 + 2j, 2j, -2j, complex(-0.0, 1.0), complex(0.0, -0.0), 1.5 - 0.25j, 1e20 + 1j]
    save("numbers", cases + [[encode(z), repr(z)] for z in complexes])


def sums():
    g = torch.Generator().manual_seed(1)
    cases = []
    shapes = [(n,) for n in (0, 1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 33, 63, 64, 65, 100, 127, 129, 255, 257, 500, 777, 1000, 2049, 5000)]
    shapes += [(3, 5), (5, 3), (8, 8), (9, 17), (17, 40), (40, 17), (64, 33), (100, 10), (10, 100), (2, 3, 4), (4, 8, 16), (5, 9, 11), (3, 40, 7), (2, 3, 4, 5)]
    for dtype in (torch.float32, torch.float64, torch.float16, torch.bfloat16):
        for shape in shapes:
            if dtype != torch.float32 and len(shape) == 1 and shape[0] > 1000:
                continue
            x = torch.randn(*shape, generator=g, dtype=torch.float64).to(dtype)
            views = [("", x)]
            if len(shape) == 2:
                views.append(("t", x.t()))
            if len(shape) == 3:
                views.append(("permute", x.permute(2, 0, 1)))
            for how, y in views:
                out = [[None, encode(y.sum()), encode(y.mean())]]
                if len(shape) > 1:
                    dims = [[d] for d in range(len(shape))] + ([[0, 2], [0, 1], [1, 2]] if len(shape) == 3 else [])
                    dims += [[0, 3], [1, 3], [2, 1]] if len(shape) == 4 else []
                    for d in dims:
                        out.append([d, encode(y.sum(d)), encode(y.mean(d))])
                cases.append({"x": encode(x), "how": how, "out": out})
    save("sums", cases)


def randoms():
    """Each case: seed, then calls in order on one generator, each with its result."""
    dtypes = {"float32": torch.float32, "float64": torch.float64, "float16": torch.float16, "bfloat16": torch.bfloat16}
    sizes = [1, 2, 3, 5, 8, 15, 16, 17, 20, 31, 32, 33, 47, 64, 100]
    cases = []

    def record(seed, calls):
        torch.manual_seed(seed)
        out = []
        for name, args, run in calls:
            out.append([name, args, attempt(run)])
        cases.append({"seed": seed, "calls": out, "after": encode(torch.rand(2))})

    def make(name, d, shape, *args):
        dtype = dtypes.get(d) or getattr(torch, d)
        return [name, [d, list(shape), *args], lambda: getattr(torch.empty(*shape, dtype=dtype), name)(*args)]

    for seed in (0, 1, 42, 1234, 2**31, 2**40 + 5):
        for d in ("float32", "float64"):
            record(seed, [make("normal_", d, (n,), 0.0, 1.0) for n in sizes])
    for d in ("float16", "bfloat16"):
        record(7, [make("normal_", d, (n,), 0.0, 1.0) for n in sizes])
        record(7, [make("uniform_", d, (n,), -1.0, 1.0) for n in (3, 40)])
    record(3, [make("normal_", "float32", s, 2.0, 0.5) for s in ((3, 4), (4, 4), (5, 5), (2, 3, 7), (33,), (64, 10))])
    record(3, [make("normal_", "float64", s, 2.0, 0.5) for s in ((3, 4), (4, 4), (5, 5))])
    record(4, [make("normal_", "complex64", (n,), 0.0, 1.0) for n in (3, 8, 20)])
    record(4, [make("uniform_", d, (n,), a, b) for d in ("float32", "float64") for n in (1, 7, 40) for a, b in ((0.0, 1.0), (-0.5, 0.5), (3.0, 10.0))])
    record(5, [make("random_", "int64", (20,), a, b) for a, b in ((0, 10), (-5, 5), (0, 2**28 - 1), (0, 2**28), (0, 2**40), (-(2**33), 2**33))])
    record(5, [make("random_", d, (10,), 0, 7) for d in ("float32", "float64", "int32", "uint8", "int16")])
    record(5, [make("random_", d, (6,)) for d in ("float32", "float64", "int32", "uint8", "int16", "int8", "bool", "float16", "bfloat16")])
    record(6, [make("bernoulli_", d, (30,), p) for d in ("float32", "float64", "bool", "int64") for p in (0.0, 0.1, 0.5, 0.9, 1.0)])
    record(8, [make("exponential_", d, (20,), lam) for d in ("float32", "float64") for lam in (1.0, 0.5, 3.0)])
    record(8, [make("geometric_", d, (20,), p) for d in ("float32", "int64") for p in (0.1, 0.5, 0.9)])
    record(9, [make("log_normal_", d, (n,), 1.0, 2.0) for d in ("float32", "float64") for n in (5, 20)])
    record(9, [make("cauchy_", d, (20,), 0.0, 1.0) for d in ("float32", "float64")])
    record(10, [["randperm", [n], (lambda n=n: torch.randperm(n))] for n in (0, 1, 2, 3, 10, 100, 1000)])
    g = torch.Generator().manual_seed(99)
    p1, p2, pd = torch.rand(10, generator=g), torch.rand(3, 5, generator=g), torch.rand(6, generator=g, dtype=torch.float64)
    for seed in (0, 1, 2):
        calls = []
        for p in (p1, p2, pd):
            for n, r in ((1, False), (3, False), (5, False), (1, True), (4, True), (50, True)):
                calls.append(["multinomial", [encode(p), n, r], (lambda p=p, n=n, r=r: torch.multinomial(p, n, r))])
            calls.append(["bernoulli", [encode(p)], (lambda p=p: torch.bernoulli(p))])
        rates = torch.tensor([0.0, 0.5, 3.0, 9.9, 10.0, 25.0, 100.0, 1000.0])
        calls.append(["poisson", [encode(rates)], lambda: torch.poisson(rates)])
        record(seed, calls)
    record(0, [
        make("normal_", "float32", (3,), 0.0, -1.0), make("normal_", "int64", (3,), 0.0, 1.0), make("uniform_", "float32", (3,), 2.0, 1.0),
        make("uniform_", "int64", (3,), 0.0, 1.0), make("random_", "int64", (3,), 5, 3), make("bernoulli_", "float32", (3,), 1.5),
        make("exponential_", "float32", (3,), 0.0), make("exponential_", "int64", (3,), 1.0), make("geometric_", "float32", (3,), 1.5),
        make("log_normal_", "float32", (3,), 0.0, 0.0), make("random_", "uint8", (3,), 0, 300), make("random_", "int8", (3,), -200, 0),
        ["randperm", [-1], lambda: torch.randperm(-1)],
        *[["multinomial", [encode(p), n, r], (lambda p=p, n=n, r=r: torch.multinomial(p, n, r))] for p, n, r in (
            (p1, 0, True), (p1, 11, False), (torch.tensor([1, 2]), 1, False), (torch.tensor([0.0, 0.0]), 1, False), (torch.tensor([0.0, 0.0]), 2, True),
            (torch.tensor([-1.0, 2.0]), 1, False), (torch.tensor([-1.0, 2.0]), 3, True), (torch.tensor([float("nan"), 2.0]), 3, True),
            (torch.tensor([1.0, 0.0, 0.0]), 2, False), (torch.rand(2, 2, 2), 1, False))],
        ["bernoulli", [encode(torch.tensor([0.5, 2.0]))], lambda: torch.bernoulli(torch.tensor([0.5, 2.0]))],
        ["bernoulli", [encode(torch.tensor([1]))], lambda: torch.bernoulli(torch.tensor([1]))],
        ["poisson", [encode(torch.tensor([-1.0]))], lambda: torch.poisson(torch.tensor([-1.0]))],
    ])
    for seed, draws in ((0, 0), (5, 3), (2**33, 700)):
        torch.manual_seed(seed)
        torch.rand(draws)
        plain = torch.get_rng_state()
        torch.randn(3)
        cached = torch.get_rng_state()
        cases.append({"state": seed, "draws": draws, "plain": encode(plain), "cached": encode(cached), "after": encode(torch.randn(3))})
    save("random", cases)


def samples(g, dtype, kind="any"):
    """Contiguous tensors with the awkward values first: 64 elements, enough for every vector path and a tail."""
    if dtype.is_floating_point:
        special = torch.tensor([0.0, -0.0, 1.0, -1.0, 0.5, -0.5, 2.0, -2.5, 3.0, 10.0, -10.0, float("inf"), -float("inf"), float("nan"), 1e-6, 100.0, 1.5, 2.5, 0.3, -0.7])
        rest = torch.randn(55, generator=g, dtype=torch.float64) * 3
        if kind == "unit":
            special, rest = torch.tensor([0.0, 1.0, -1.0, 0.5, -0.5, 0.25, 2.0, float("nan"), 1e-6]), torch.rand(66, generator=g, dtype=torch.float64) * 2 - 1
        if kind == "positive":
            special, rest = torch.tensor([0.0, 1.0, 2.0, 0.5, 1e-6, 100.0, float("inf"), float("nan"), -1.0]), torch.rand(66, generator=g, dtype=torch.float64) * 10
        return torch.cat([special.double(), rest]).to(dtype)
    if dtype.is_complex:
        parts = torch.cat([torch.tensor([[0.0, 0.0], [1.0, 0.0], [0.0, 1.0], [-1.0, 0.0], [0.0, -2.0], [0.5, 0.5]], dtype=torch.float64), torch.randn(14, 2, generator=g, dtype=torch.float64)])
        return torch.view_as_complex(parts).to(dtype)
    if dtype == torch.bool:
        return torch.tensor([True, False, True, True, False])
    low = 0 if dtype == torch.uint8 else -9
    return torch.cat([torch.tensor([0, 1, 2, 3, 7]), torch.randint(low, 10, (20,), generator=g)]).to(dtype)


UNARY = [
    ("neg", torch.neg, "any"), ("abs", torch.abs, "any"), ("sign", torch.sign, "any"), ("sgn", torch.sgn, "any"), ("angle", torch.angle, "any"),
    ("floor", torch.floor, "any"), ("ceil", torch.ceil, "any"), ("trunc", torch.trunc, "any"), ("round", torch.round, "any"), ("frac", torch.frac, "any"),
    ("relu", torch.relu, "any"), ("square", torch.square, "any"), ("reciprocal", torch.reciprocal, "any"), ("sqrt", torch.sqrt, "positive"), ("rsqrt", torch.rsqrt, "positive"),
    ("exp", torch.exp, "any"), ("exp2", torch.exp2, "any"), ("expm1", torch.expm1, "any"), ("log", torch.log, "positive"), ("log2", torch.log2, "positive"),
    ("log10", torch.log10, "positive"), ("log1p", torch.log1p, "positive"), ("sigmoid", torch.sigmoid, "any"), ("sin", torch.sin, "any"), ("cos", torch.cos, "any"),
    ("tan", torch.tan, "any"), ("asin", torch.asin, "unit"), ("acos", torch.acos, "unit"), ("atan", torch.atan, "any"), ("sinh", torch.sinh, "any"), ("cosh", torch.cosh, "any"),
    ("tanh", torch.tanh, "any"), ("asinh", torch.asinh, "any"), ("acosh", torch.acosh, "positive"), ("atanh", torch.atanh, "unit"), ("deg2rad", torch.deg2rad, "any"),
    ("rad2deg", torch.rad2deg, "any"), ("isnan", torch.isnan, "any"), ("isinf", torch.isinf, "any"), ("isfinite", torch.isfinite, "any"), ("isposinf", torch.isposinf, "any"),
    ("isneginf", torch.isneginf, "any"), ("signbit", torch.signbit, "any"), ("isreal", torch.isreal, "any"), ("nanToNum", torch.nan_to_num, "any"),
    ("erf", torch.erf, "any"), ("erfc", torch.erfc, "any"), ("erfinv", torch.erfinv, "unit"), ("lgamma", torch.lgamma, "positive"), ("digamma", torch.digamma, "any"),
    ("erfcx", torch.special.erfcx, "any"), ("i0", torch.i0, "any"), ("i0e", torch.special.i0e, "any"), ("i1", torch.special.i1, "any"), ("i1e", torch.special.i1e, "any"),
    ("ndtr", torch.special.ndtr, "any"), ("ndtri", torch.special.ndtri, "unit"), ("logNdtr", torch.special.log_ndtr, "any"), ("sinc", torch.sinc, "any"), ("entr", torch.special.entr, "any"),
    ("logit", torch.logit, "unit"), ("logicalNot", torch.logical_not, "any"), ("bitwiseNot", torch.bitwise_not, "any"), ("conjPhysical", torch.conj_physical, "any"),
]
ALL = [torch.float32, torch.float64, torch.float16, torch.bfloat16, torch.int64, torch.int32, torch.uint8, torch.bool, torch.complex64, torch.complex128]


def unary():
    g = torch.Generator().manual_seed(2)
    cases = []
    for name, f, kind in UNARY:
        for dtype in ALL:
            x = samples(g, dtype, kind)
            cases.append([name, encode(x), attempt(lambda: f(x))])
    g = torch.Generator().manual_seed(3)
    for dtype in (torch.float32, torch.float64):
        x = samples(g, dtype)
        for d in (-1, 1, 2, 3):
            cases.append(["round", encode(x), attempt(lambda: torch.round(x, decimals=d)), d])
        p = samples(g, dtype, "positive")
        for n in (1, 2, 3):
            cases.append(["polygamma", encode(p), attempt(lambda: torch.polygamma(n, p)), n])
        u = samples(g, dtype, "unit")
        cases.append(["logit", encode(u), attempt(lambda: torch.logit(u, 1e-3)), 1e-3])
    save("unary", cases)


BINARY = [
    ("add", torch.add), ("sub", torch.sub), ("mul", torch.mul), ("div", torch.div), ("floorDivide", torch.floor_divide), ("remainder", torch.remainder),
    ("fmod", torch.fmod), ("pow", torch.pow), ("maximum", torch.maximum), ("minimum", torch.minimum), ("fmax", torch.fmax), ("fmin", torch.fmin),
    ("atan2", torch.atan2), ("hypot", torch.hypot), ("copysign", torch.copysign), ("nextafter", torch.nextafter), ("ldexp", torch.ldexp), ("xlogy", torch.xlogy),
    ("xlog1py", torch.special.xlog1py), ("logaddexp", torch.logaddexp), ("logaddexp2", torch.logaddexp2), ("floatPower", torch.float_power), ("gcd", torch.gcd), ("lcm", torch.lcm),
    ("heaviside", torch.heaviside), ("eq", torch.eq), ("ne", torch.ne), ("lt", torch.lt), ("le", torch.le), ("gt", torch.gt), ("ge", torch.ge),
    ("logicalAnd", torch.logical_and), ("logicalOr", torch.logical_or), ("logicalXor", torch.logical_xor), ("bitwiseAnd", torch.bitwise_and), ("bitwiseOr", torch.bitwise_or),
    ("bitwiseXor", torch.bitwise_xor), ("bitwiseLeftShift", torch.bitwise_left_shift), ("bitwiseRightShift", torch.bitwise_right_shift), ("isclose", torch.isclose),
    ("divTrunc", lambda a, b: torch.div(a, b, rounding_mode="trunc")), ("divFloor", lambda a, b: torch.div(a, b, rounding_mode="floor")),
]


def operands(g, dtype, n):
    x = samples(g, dtype)
    return x[torch.randperm(len(x), generator=g)][torch.arange(n) % len(x)].clone()


def binary():
    g = torch.Generator().manual_seed(4)
    cases = []
    pairs = [(d, d) for d in ALL] + [
        (torch.float32, torch.int64), (torch.int64, torch.float32), (torch.float32, torch.float64), (torch.bool, torch.int64), (torch.uint8, torch.int32),
        (torch.int64, torch.int32), (torch.float16, torch.bfloat16), (torch.float16, torch.float32), (torch.bool, torch.float32), (torch.complex64, torch.float32),
        (torch.int64, torch.complex64), (torch.float64, torch.complex64)]
    for name, f in BINARY:
        for a, b in pairs:
            n = 40 if a == b == torch.float32 else 20
            x, y = operands(g, a, n), operands(g, b, n)
            cases.append([name, encode(x), encode(y), attempt(lambda: f(x, y))])
    save("binary", cases)


def scalars():
    """Tensors with Python numbers and with tensors without dimensions: promotion, shapes and short cuts."""
    g = torch.Generator().manual_seed(5)
    cases = []
    numbers = [2, 3, -2, 0, 1, -1, True, 0.5, 2.0, 3.0, -0.5, -1.0, -2.0, 0.1, 1e10, 1 + 2j]
    for name, f in BINARY:
        if name in ("maximum", "minimum", "fmax", "fmin", "nextafter", "logaddexp", "logaddexp2", "gcd", "lcm", "heaviside", "isclose", "hypot", "atan2",
                    "logicalAnd", "logicalOr", "logicalXor", "ldexp"):
            continue
        for dtype in (torch.float32, torch.float64, torch.bfloat16, torch.int64, torch.int32, torch.bool, torch.complex64):
            x = samples(g, dtype)[:8] if dtype not in (torch.float32,) else samples(g, dtype)[:20]
            for k in numbers:
                if dtype != torch.float32 and k in (1e10, 3.0, -2.0, 1):
                    continue
                if "Shift" in name and not isinstance(k, int):
                    continue
                cases.append([name, encode(x), encode(k), attempt(lambda: f(x, k)), "int" if isinstance(k, int) and not isinstance(k, bool) else type(k).__name__])
        for a, b in ((torch.float32, torch.float64), (torch.int64, torch.float32), (torch.float32, torch.int64), (torch.bfloat16, torch.float32)):
            for s, t in (((), (3,)), ((3,), ()), ((), ())):
                x, y = operands(g, a, 3), operands(g, b, 3)
                x, y = (x[0] if s == () else x), (y[0] if t == () else y)
                cases.append([name, encode(x), encode(y), attempt(lambda: f(x, y)), "tensor"])
    save("scalars", cases)


def shapes_of_results():
    """Broadcasting, and the strides that results take from their operands."""
    cases = []
    x = torch.arange(24.0).reshape(2, 3, 4)
    views = {
        "x": x, "t": x.permute(2, 1, 0), "p": x.permute(0, 2, 1), "q": x.permute(1, 0, 2), "s": x[:, ::2, 1:], "e": x[:1].expand(2, 3, 4), "r": x[0], "c": x[:, :, :1],
        "v": x[0, 0], "k": x[0, 0, 0], "m": x[0].t(), "u": x[:, 1:2, :], "f": x.flatten()[::2].reshape(3, 4), "w": x.permute(2, 1, 0)[:, :, :1]}
    for a in views.values():
        y = a * 2
        cases.append([encode(a), list(a.stride()), a.storage_offset(), None, list((a * 2).stride()), encode(y), list(a.clone().stride()), list(a.double().stride())])
    for a in views.values():
        for b in views.values():
            result = attempt(lambda: a + b)
            try:
                stride = list((a + b).stride())
            except RuntimeError:
                stride = None
            cases.append([encode(a), list(a.stride()), a.storage_offset(), [encode(b), list(b.stride()), b.storage_offset()], stride, result])
    save("layouts", cases)


def ternary():
    g = torch.Generator().manual_seed(6)
    cases = []
    f32 = lambda n=20: operands(g, torch.float32, n)
    for dtype in (torch.float32, torch.float64, torch.int64, torch.complex64, torch.bfloat16, torch.bool):
        x, y, z = (operands(g, dtype, 20) for _ in range(3))
        c = torch.rand(20, generator=g) > 0.5
        cases.append(["where", [encode(c), encode(x), encode(y)], attempt(lambda: torch.where(c, x, y))])
        cases.append(["clamp", [encode(x), encode(y), encode(z)], attempt(lambda: torch.clamp(x, y, z))])
        cases.append(["clampMin", [encode(x), encode(y)], attempt(lambda: torch.clamp(x, min=y))])
        cases.append(["clampMax", [encode(x), encode(y)], attempt(lambda: torch.clamp(x, max=y))])
        cases.append(["addcmul", [encode(x), encode(y), encode(z), 0.5 if dtype.is_floating_point else 2], attempt(lambda: torch.addcmul(x, y, z, value=0.5 if dtype.is_floating_point else 2))])
        cases.append(["addcdiv", [encode(x), encode(y), encode(z), 0.5 if dtype.is_floating_point else 2], attempt(lambda: torch.addcdiv(x, y, z, value=0.5 if dtype.is_floating_point else 2))])
        cases.append(["lerp", [encode(x), encode(y), encode(z)], attempt(lambda: torch.lerp(x, y, z))])
        if dtype != torch.bool:
            m = c
            cases.append(["maskedFill", [encode(x), encode(m), 3], attempt(lambda: x.masked_fill(m, 3))])
        cases.append(["addAlpha", [encode(x), encode(y), 2], attempt(lambda: torch.add(x, y, alpha=2))])
        cases.append(["subAlpha", [encode(x), encode(y), 3], attempt(lambda: torch.sub(x, y, alpha=3))])
        cases.append(["addAlpha", [encode(x), encode(y), 0.3], attempt(lambda: torch.add(x, y, alpha=0.3))])
    x, y = torch.randn(100, generator=g), torch.randn(100, generator=g)
    for w in (0.1, 0.9, 0.5):
        cases.append(["lerpScalar", [encode(x), encode(y), w], attempt(lambda: torch.lerp(x, y, w))])
    for lo, hi in ((-0.5, 0.5), (None, 0.2), (0.1, None), (1.0, -1.0)):
        cases.append(["clampScalar", [encode(x), lo, hi], attempt(lambda: torch.clamp(x, lo, hi))])
    for lo, hi in ((1, 5), (0.5, 5)):
        i = torch.arange(10)
        cases.append(["clampScalar", [encode(i), lo, hi], attempt(lambda: torch.clamp(i, lo, hi))])
    cases.append(["addcmul", [encode(x), encode(y), encode(x * y), 0.1], attempt(lambda: torch.addcmul(x, y, x * y, value=0.1))])
    cases.append(["addcdiv", [encode(x), encode(y), encode(x * y), 0.1], attempt(lambda: torch.addcdiv(x, y, x * y, value=0.1))])
    cases.append(["addcdiv", [encode(x), encode(y), encode(x * y), 1], attempt(lambda: torch.addcdiv(x, y, x * y, value=1))])
    cases.append(["addAlpha", [encode(x), encode(y), -0.1], attempt(lambda: torch.add(x, y, alpha=-0.1))])
    save("ternary", cases)


GROUPS = {name: f for name, f in list(globals().items()) if callable(f) and f.__module__ == __name__}

if __name__ == "__main__":
    chosen = sys.argv[1:] or list(GROUPS)
    for name in chosen:
        GROUPS[name]()

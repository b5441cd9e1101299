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


class Calls:
    """Calls by the name of the function under test, with its arguments, and what PyTorch gives. None is undefined."""

    def __init__(self):
        self.cases = []

    def add(self, name, args, run):
        self.cases.append([name, [encode(a) for a in args], attempt(run)])


def reductions():
    g = torch.Generator().manual_seed(8)
    c = Calls()
    inputs = [torch.randn(5, generator=g), torch.randn(3, 4, generator=g), torch.randn(2, 3, 4, generator=g), torch.randn(3, 4, generator=g).double(),
              torch.randn(3, 4, generator=g).bfloat16(), torch.randint(-5, 5, (3, 4), generator=g), torch.randint(0, 2, (3, 4), generator=g).bool(),
              torch.tensor(2.5), torch.tensor([1.0, float("nan"), 3.0, float("nan")]), torch.tensor([[1.0, 2.0], [float("inf"), 1.0]]), torch.tensor([3, 1, 3, 1]),
              torch.empty(0), torch.empty(0, 3), torch.randint(0, 3, (4, 3), generator=g).to(torch.uint8), torch.complex(torch.randn(3, generator=g), torch.randn(3, generator=g)),
              torch.tensor([[2.0, 2.0, 1.0], [1.0, 3.0, 3.0]])]
    plain = [("prod", torch.prod), ("amax", torch.amax), ("amin", torch.amin), ("argmax", torch.argmax), ("argmin", torch.argmin), ("maxOfAll", torch.max), ("minOfAll", torch.min),
             ("all", torch.all), ("any", torch.any), ("countNonzero", torch.count_nonzero), ("medianOfAll", torch.median), ("variance", torch.var), ("std", torch.std),
             ("vectorNorm", torch.linalg.vector_norm), ("sum", torch.sum), ("mean", torch.mean)]
    for x in inputs:
        for name, f in plain:
            c.add(name, [x], lambda: f(x))
        for d in range(-x.dim(), x.dim()):
            for k in (False, True):
                for name, f in (("prod", torch.prod), ("amax", torch.amax), ("amin", torch.amin), ("argmax", torch.argmax), ("argmin", torch.argmin), ("all", torch.all), ("any", torch.any),
                                ("maxAlong", torch.max), ("minAlong", torch.min), ("medianAlong", torch.median), ("mode", torch.mode), ("logsumexp", torch.logsumexp), ("sum", torch.sum), ("mean", torch.mean)):
                    c.add(name, [x, d, k], lambda: f(x, d, k))
                for correction in (0, 1, 2):
                    c.add("variance", [x, d, correction, k], lambda: torch.var(x, d, correction=correction, keepdim=k))
                c.add("std", [x, d, 1, k], lambda: torch.std(x, d, keepdim=k))
                for o in (2, 1, 0, 3, 0.5, float("inf"), -float("inf")):
                    c.add("vectorNorm", [x, o, d, k], lambda: torch.linalg.vector_norm(x, o, d, k))
            for name, f in (("cumsum", torch.cumsum), ("cumprod", torch.cumprod), ("cummax", torch.cummax), ("cummin", torch.cummin), ("logcumsumexp", torch.logcumsumexp),
                            ("sort", torch.sort), ("argsort", torch.argsort)):
                c.add(name, [x, d], lambda: f(x, d))
            c.add("sort", [x, d, True], lambda: torch.sort(x, d, True, stable=True) if False else torch.sort(x, dim=d, descending=True, stable=True))
            for n in (1, 2):
                c.add("kthvalue", [x, n, d], lambda: torch.kthvalue(x, n, d))
    x = inputs[2]
    for d in ([0, 1], [1, 2], [0, 2], [0, 1, 2]):
        for name, f in (("amax", torch.amax), ("all", lambda v, e: torch.all(v > 0, e)), ("variance", torch.var), ("logsumexp", torch.logsumexp), ("countNonzero", torch.count_nonzero)):
            if name == "all":
                c.add("all", [x > 0, d], lambda: torch.all(x > 0, d))
            else:
                c.add(name, [x, d], lambda: f(x, d))
    for name, f in (("sum", torch.sum), ("mean", torch.mean), ("prod", torch.prod), ("amax", torch.amax), ("argmax", torch.argmax), ("maxAlong", torch.max), ("variance", torch.var), ("cumsum", torch.cumsum)):
        c.add(name, [x, 7], lambda: f(x, 7))
    c.add("sum", [x, [0, 0]], lambda: torch.sum(x, (0, 0)))
    y = torch.randn(40, generator=g)
    for name, f in plain[:8] + plain[10:14]:
        c.add(name, [y], lambda: f(y))
    for q in (0.0, 0.1, 0.25, 0.5, 0.77, 1.0, 1.5):
        for how in ("linear", "lower", "higher", "midpoint", "nearest"):
            c.add("quantile", [y, q, None, False, how], lambda: torch.quantile(y, q, interpolation=how))
    qs = torch.tensor([0.1, 0.5, 0.9])
    for d, k in ((0, False), (1, True), (None, False), (None, True)):
        c.add("quantile", [inputs[1], qs, d, k], lambda: torch.quantile(inputs[1], qs, d, k))
    c.add("quantile", [inputs[1], 0.3, 0], lambda: torch.quantile(inputs[1], 0.3, 0))
    c.add("quantile", [inputs[8], 0.3], lambda: torch.quantile(inputs[8], 0.3))
    c.add("quantile", [inputs[8], 0.3, None, False, "linear", True], lambda: torch.nanquantile(inputs[8], 0.3))
    c.add("quantile", [y, 0.5, None, False, "foo"], lambda: torch.quantile(y, 0.5, interpolation="foo"))
    c.add("quantile", [inputs[5], 0.5], lambda: torch.quantile(inputs[5], 0.5))
    for k in (0, 1, 3, 4, 5, -1):
        for largest in (True, False):
            c.add("topk", [inputs[1], k, -1, largest], lambda: torch.topk(inputs[1], k, -1, largest))
            c.add("topk", [inputs[2], k, 1, largest], lambda: torch.topk(inputs[2], k, 1, largest))
    for x in (torch.tensor([3, 1, 2, 3, 1]), torch.tensor([[1.0, 2.0], [2.0, 1.0]]), torch.tensor([True, False, True]), torch.empty(0), torch.tensor([1.0, float("nan"), 1.0, float("nan")])):
        c.add("unique", [x], lambda: torch.unique(x, return_inverse=True, return_counts=True))
        c.add("uniqueConsecutive", [x], lambda: torch.unique_consecutive(x, return_inverse=True, return_counts=True))
    m = torch.tensor([[1, 2], [3, 4], [1, 2], [1, 2], [0, 9]])
    for d in (0, 1):
        c.add("uniqueAlong", [m, d], lambda: torch.unique(m, return_inverse=True, return_counts=True, dim=d))
        c.add("uniqueAlong", [m, d, True], lambda: torch.unique_consecutive(m, return_inverse=True, return_counts=True, dim=d))
    b = torch.tensor([1, 3, 1, 0, 5])
    c.add("bincount", [b], lambda: torch.bincount(b))
    c.add("bincount", [b, None, 10], lambda: torch.bincount(b, minlength=10))
    w = torch.rand(5, generator=g)
    c.add("bincount", [b, w], lambda: torch.bincount(b, w))
    c.add("bincount", [b, w.double()], lambda: torch.bincount(b, w.double()))
    c.add("bincount", [b, b], lambda: torch.bincount(b, b))
    for bad in (torch.tensor([-1]), torch.tensor([[1]]), torch.tensor([1.0])):
        c.add("bincount", [bad], lambda: torch.bincount(bad))
    for args in ((10, 0, 0), (5, -1, 1), (4, 0, 10), (0, 0, 0), (5, 3, 1)):
        c.add("histc", [y, *args], lambda: torch.histc(y, *args))
    c.add("histc", [torch.ones(3), 4, 0, 0], lambda: torch.histc(torch.ones(3), 4))
    edges = torch.tensor([1.0, 3.0, 3.0, 5.0])
    wanted = torch.tensor([[0.0, 1.0, 2.0], [3.0, 5.0, float("nan")]])
    for right in (False, True):
        c.add("searchsorted", [edges, wanted, right], lambda: torch.searchsorted(edges, wanted, right=right))
        c.add("bucketize", [wanted, edges, right], lambda: torch.bucketize(wanted, edges, right=right))
        rows = torch.stack([edges, edges + 1])
        c.add("searchsorted", [rows, wanted, right], lambda: torch.searchsorted(rows, wanted, right=right))
    c.add("searchsorted", [torch.ones(2, 3), torch.ones(3, 1)], lambda: torch.searchsorted(torch.ones(2, 3), torch.ones(3, 1)))
    c.add("msort", [inputs[1]], lambda: torch.msort(inputs[1]))
    save("reductions", c.cases)


def arrangements():
    """Views, joins and pads: values, shapes and (for views) strides."""
    c = Calls()
    x, x3, v, s = torch.arange(6.0).reshape(2, 3), torch.arange(24.0).reshape(2, 3, 4), torch.arange(3.0), torch.tensor(1.0)
    e = torch.empty(0, 3)
    for t, shape in ((x, (3, 2)), (x, (-1,)), (x, (1, 6, 1)), (x, (4,)), (x, (-1, -1)), (x, (-1, 4)), (x, (-2,)), (x, (-1, 0)), (e, (-1, 0)), (e, (0, 7)), (e, (-1,)), (s, (1, 1)), (s, ()), (x3, (6, 4)), (x3, (2, 12)), (x3, (2, 3, 2, 2))):
        c.add("view", [t, shape], lambda: t.view(shape))
        c.add("reshape", [t, shape], lambda: t.reshape(shape))
    for d in range(-1, 3):
        c.add("unsqueeze", [x, d], lambda: x.unsqueeze(d))
        c.add("flatten", [x3, d], lambda: x3.flatten(d))
        c.add("unbind", [x3, d], lambda: x3.unbind(d))
    c.add("unsqueeze", [x, 4], lambda: x.unsqueeze(4))
    for shape in ((3,), (4, 3), (-1, -1, 3), (2, 2, -1), (2, 3), (5, 2, 3), (1, 2, 3), (-1, 2, 3), (2, -1)):
        c.add("expand", [x, shape], lambda: x.expand(shape))
    y = x[:, :1]
    c.add("expand", [y.clone(), (2, 5)], lambda: y.clone().expand(2, 5))
    c.add("expand", [s, (2, 3)], lambda: s.expand(2, 3))
    for dims in ((1, 0), (0,), (0, 0), (0, 5), (-1, 0)):
        c.add("permute", [x, dims], lambda: x.permute(dims))
    c.add("permute", [x3, (2, 0, 1)], lambda: x3.permute(2, 0, 1))
    c.add("transpose", [x3, 0, -1], lambda: x3.transpose(0, -1))
    c.add("transpose", [x, 0, 3], lambda: x.transpose(0, 3))
    for t in (x3, x, v, s):
        c.add("matrixTranspose", [t], lambda: t.t())
    for a, b in (((0,), (2,)), ((0, 1), (1, 2)), ((0, 1), (0,)), ((0, 0), (0, 1)), ((0,), (5,)), ((2,), (0,))):
        c.add("movedim", [x3, a, b], lambda: x3.movedim(a, b))
    o = torch.ones(1, 3, 1, 2)
    c.add("squeeze", [o], lambda: o.squeeze())
    for d in (0, 1, 2, -2, 7, (0, 2), (0, 1)):
        c.add("squeeze", [o, d], lambda: o.squeeze(d))
    for a in ((0, 1), (1, -1), (0, 5), (5, 0)):
        c.add("select", [x, *a], lambda: x.select(*a))
    c.add("select", [s, 0, 0], lambda: s.select(0, 0))
    for a in ((0, 0, 1), (1, 1, 2), (0, 1, 3), (0, 5, 1), (0, 0, -1), (1, -2, 2), (0, 2, 0)):
        c.add("narrow", [x, *a], lambda: x.narrow(*a))
    c.add("narrow", [s, 0, 0, 1], lambda: s.narrow(0, 0, 1))
    for a in (((2, 2), (1, 2)), ((3, 3), (3, 1)), ((3,), (1, 1)), ((2,), (-1,)), ((2,), (1,), -1), ((2, 3), (1, 1), 1), ((), (), 4)):
        c.add("asStrided", [x, *a], lambda: x.as_strided(*a))
    for a in ((0, 2, 1), (1, 2, 1), (1, 2, 2), (0, 3, 1), (0, -1, 1), (0, 1, 0)):
        c.add("unfold", [x, *a], lambda: x.unfold(*a))
    for a in ((), (1,), (-1,), (5,), (0, 0, 0), (0, 1, 2), (1, 0, 2), (-5, 0, 1)):
        c.add("diagonal", [x3, *a], lambda: torch.diagonal(x3, *a))
    for a in ((1,), (2, 1), ([1, 2], 1), (0,), (-1,), ([1, 2], 0), ([1, -1], 0), (5, 1)):
        c.add("split", [x, *a], lambda: torch.split(x, *a))
    for a in ((1,), (2, 1), (3, 1), (0,), (7, 1)):
        c.add("chunk", [x, *a], lambda: torch.chunk(x, *a))
        if a[0] > 0:
            c.add("tensorSplit", [x, *a], lambda: torch.tensor_split(x, *a))
    c.add("tensorSplit", [x, [1, 2], 1], lambda: torch.tensor_split(x, [1, 2], 1))
    c.add("chunk", [s, 2], lambda: torch.chunk(s, 2))
    c.add("split", [s, 1], lambda: torch.split(s, 1))
    c.add("unflatten", [x3, 2, (2, 2)], lambda: x3.unflatten(2, (2, 2)))
    c.add("unflatten", [x3, 2, (-1, 2)], lambda: x3.unflatten(2, (-1, 2)))
    c.add("unflatten", [x3, 1, (2, 2)], lambda: x3.unflatten(1, (2, 2)))
    for ts, d in (([x, x], 0), ([x, x], 1), ([x, x], -1), ([x, v], 0), ([x, torch.ones(2, 4)], 0), ([x, torch.ones(2, 4)], 1), ([], 0), ([s, s], 0), ([x, x], 2), ([x, torch.empty(0)], 0),
                  ([torch.empty(0), torch.empty(0)], 0), ([x, x.long()], 0), ([x.long(), x > 2], 1), ([x.t(), x.t()], 0)):
        c.add("cat", [ts, d], lambda: torch.cat(ts, d))
        if ts:
            c.add("stack", [ts, d], lambda: torch.stack(ts, d))
    for d in ((0,), (1,), (0, 1), (-1,), (3,), (0, 0), ()):
        c.add("flip", [x, d], lambda: x.flip(d))
    for sh, d in (((1,), (0,)), ((2,), (1,)), ((-1,), (1,)), ((1, 2), (0, 1)), ((2,), ()), ((1,), (5,)), ((1, 2), (0,)), ((), ())):
        c.add("roll", [x, sh, d], lambda: torch.roll(x, sh, d))
    for r in ((2, 1), (1, 3), (2, 2, 2), (2,), (0, 1), (-1, 1)):
        c.add("repeat", [x, r], lambda: x.repeat(r))
    for r in ((2,), (1, 2), (2, 1, 1)):
        c.add("tile", [x, r], lambda: torch.tile(x, r))
    c.add("repeatInterleave", [x, 2], lambda: x.repeat_interleave(2))
    c.add("repeatInterleave", [x, 2, 1], lambda: x.repeat_interleave(2, 1))
    c.add("repeatInterleave", [x, torch.tensor([1, 2]), 0], lambda: x.repeat_interleave(torch.tensor([1, 2]), 0))
    for k in (-2, -1, 0, 1, 5):
        for t in (x, x3, x.t(), v):
            c.add("tril", [t, k], lambda: torch.tril(t, k))
            c.add("triu", [t, k], lambda: torch.triu(t, k))
            c.add("diag", [t, k], lambda: torch.diag(t, k))
        c.add("diagEmbed", [x, k], lambda: torch.diag_embed(x, k))
        c.add("trilIndices", [3, 4, k], lambda: torch.tril_indices(3, 4, k))
        c.add("triuIndices", [3, 4, k], lambda: torch.triu_indices(3, 4, k))
        c.add("rot90", [x, k, (0, 1)], lambda: torch.rot90(x, k, (0, 1)))
    F = torch.nn.functional
    for t, p, mode, value in ((x, (1, 1), "constant", None), (x, (1, 2, 0, 1), "constant", 9.0), (x, (-1, 1), "constant", None), (x, (1,), "constant", None), (x, (1,) * 6, "constant", None),
                              (x, (-5, 1), "constant", None), (x, (2, 1), "reflect", None), (x, (3, 1), "reflect", None), (x, (1, 1), "replicate", None), (x, (5, 2), "replicate", None),
                              (x, (2, 1), "circular", None), (x, (4, 1), "circular", None), (x, (1, 1), "foo", None), (x, (1, 1), "reflect", 2), (v, (1, 1), "reflect", None),
                              (x3, (1, 2, 2, 1), "reflect", None), (x3, (1, 2, 2, 1), "replicate", None), (x3, (1, 2, 2, 1), "circular", None), (x3, (1, 1, 3, 1), "reflect", None), (x.long(), (1, 1), "constant", 7)):
        c.add("pad", [t, p, mode, value], lambda: F.pad(t, p, mode, value))
    for how in ("ij", "xy"):
        c.add("meshgrid", [[v, torch.arange(2.0)], how], lambda: torch.meshgrid(v, torch.arange(2.0), indexing=how))
        c.add("meshgrid", [[v, torch.arange(2.0), torch.arange(4.0)], how], lambda: torch.meshgrid(v, torch.arange(2.0), torch.arange(4.0), indexing=how))
    save("arrangements", c.cases)


def gathers():
    g = torch.Generator().manual_seed(9)
    c = Calls()
    x, x3, v, s = torch.arange(6.0).reshape(2, 3), torch.arange(24.0).reshape(2, 3, 4), torch.arange(3.0), torch.tensor(1.0)
    L = lambda *a: torch.tensor(a)
    i23 = torch.randint(0, 2, (2, 3), generator=g)
    for t, d, i in ((x, 0, i23), (x, 1, i23), (x, -1, i23[:, :2].clone()), (x, 0, L(0)), (x, 0, L([5, 0, 0])), (x, 0, torch.zeros(1, 3)), (x, 0, torch.zeros(1, 5).long()), (x, 5, i23), (v, 0, L(2, 0)), (s, 0, torch.tensor(0)), (x3, 2, torch.randint(0, 4, (2, 3, 2), generator=g))):
        c.add("gather", [t, d, i], lambda: torch.gather(t, d, i))
    r = torch.randn(2, 3, generator=g)
    for d, i, src in ((0, i23, r), (1, i23, r), (0, L([5, 0, 0]), r), (0, L(0), r), (0, L([0, 0, 0]), torch.ones(1, 3).long()), (0, torch.zeros(3, 3).long(), r), (1, L([2, 1]), r), (0, i23, 7.0)):
        c.add("scatter", [x, d, i, src], lambda: x.scatter(d, i, src))
        if isinstance(src, torch.Tensor):
            c.add("scatterAdd", [x, d, i, src], lambda: x.scatter_add(d, i, src))
            for how in ("sum", "prod", "mean", "amax", "amin", "foo"):
                for inc in (True, False):
                    c.add("scatterReduce", [x, d, i, src, how, inc], lambda: x.scatter_reduce(d, i, src, how, include_self=inc))
    xi = x.long()
    c.add("scatterReduce", [xi, 0, i23, xi, "mean"], lambda: xi.scatter_reduce(0, i23, xi, "mean"))
    for t, d, i in ((x, 0, L(1, 0, 1)), (x, 1, L(2)), (x, 0, L(5)), (x, 0, L([0])), (x, 0, torch.tensor([0.0])), (x, 2, L(0)), (s, 0, L(0, 0)), (s, 0, L(0)), (x, 0, L(-1)), (x, 0, torch.tensor(1)), (x3, 1, L(0, 2))):
        c.add("indexSelect", [t, d, i], lambda: torch.index_select(t, d, i))
    for d, i, src, a in ((0, L(0, 0), r, 1), (0, L(1, 0), r, 2), (0, L(0), r, 1), (0, L(0, 5), r, 1), (0, L(0, 1), torch.ones(2, 4), 1), (0, L(0, 1), torch.ones(2, 3).long(), 1), (1, L(2, 2, 1), r, 0.5)):
        c.add("indexAdd", [x, d, i, src, a], lambda: x.index_add(d, i, src, alpha=a))
        c.add("indexCopy", [x, d, i, src], lambda: x.index_copy(d, i, src))
    for d, i in ((0, L(1)), (1, L(-1, 0)), (0, L(5)), (0, torch.tensor([0.0]))):
        c.add("indexFill", [x, d, i, 9.0], lambda: x.index_fill(d, i, 9.0))
    m = x > 2
    c.add("maskedSelect", [x, m], lambda: x.masked_select(m))
    c.add("maskedSelect", [x, torch.tensor([True, False, True])], lambda: x.masked_select(torch.tensor([True, False, True])))
    c.add("maskedSelect", [x, L(1, 0, 1)], lambda: x.masked_select(L(1, 0, 1)))
    c.add("maskedSelect", [x, torch.tensor([True, False])], lambda: x.masked_select(torch.tensor([True, False])))
    c.add("maskedScatter", [x, m, r], lambda: x.masked_scatter(m, r))
    c.add("maskedScatter", [x, m, torch.ones(2)], lambda: x.masked_scatter(m, torch.ones(2)))
    c.add("maskedScatter", [x, m, torch.ones(9).long()], lambda: x.masked_scatter(m, torch.ones(9).long()))
    c.add("maskedFill", [x, L(1, 0, 1), s], lambda: x.masked_fill(L(1, 0, 1), s))
    c.add("maskedFill", [x, m, L(1.0, 2.0)], lambda: x.masked_fill(m, L(1.0, 2.0)))
    c.add("maskedFill", [xi, m, torch.tensor(1.5)], lambda: xi.masked_fill(m, torch.tensor(1.5)))
    for i in (L(0, 5), L([1, -1], [2, 2]), L(7), torch.tensor([0.0])):
        c.add("take", [x, i], lambda: x.take(i))
    c.add("put", [x, L(0, 5), L(8.0, 9.0)], lambda: x.put(L(0, 5), L(8.0, 9.0)))
    c.add("put", [x, L(0, 0), L(8.0, 9.0), True], lambda: x.put(L(0, 0), L(8.0, 9.0), True))
    c.add("put", [x, L(7), L(8.0)], lambda: x.put(L(7), L(8.0)))
    c.add("put", [x, L(1, 2), L(8.0)], lambda: x.put(L(1, 2), L(8.0)))
    c.add("takeAlongDim", [x, L([1, 0, 1]), 0], lambda: torch.take_along_dim(x, L([1, 0, 1]), 0))
    c.add("takeAlongDim", [x, L([1]), 0], lambda: torch.take_along_dim(x, L([1]), 0))
    c.add("takeAlongDim", [x, L(5, 0)], lambda: torch.take_along_dim(x, L(5, 0)))
    for i, n in ((L(0, 2, 1), -1), (L(0, 2), 4), (L([0, 1], [1, 0]), -1), (L(0, 5), 3), (L(-1), -1), (torch.tensor([1.0]), -1), (torch.tensor([], dtype=torch.long), -1), (torch.tensor([], dtype=torch.long), 3), (torch.tensor(1), 3)):
        c.add("oneHot", [i, n], lambda: torch.nn.functional.one_hot(i, n))
    for w, i in ((x, L(1, 0)), (x, L([1, 0], [0, 0])), (x, L(5)), (x, torch.tensor([0.0])), (v, L(0)), (x, torch.tensor(1))):
        c.add("embedding", [w, i], lambda: torch.nn.functional.embedding(i, w))
    for t in (x, x > 2, x3, s, torch.tensor(0), torch.empty(0, 2), torch.tensor([0, 3, 0, 5])):
        c.add("nonzero", [t], lambda: torch.nonzero(t))
        c.add("nonzeroTuple", [t], lambda: torch.nonzero(t, as_tuple=True))
    save("gathers", c.cases)


def indexed():
    """t[items], and t[items] = value."""
    x = torch.arange(24.0).reshape(2, 3, 4)
    i, j = torch.tensor([0, 1]), torch.tensor([[1, 0], [2, 2]])
    m, w = torch.tensor([[True, False, True], [False, True, True]]), x[0] > 4
    u = slice(None)
    cases = []

    def item(k):
        if isinstance(k, slice):
            return {"slice": [k.start, k.stop, k.step]}
        if k is Ellipsis:
            return "..."
        return encode(k)

    reads = [(0,), (1, 2), (1, 2, 3), (-1,), (5,), (0, 5), (0, 0, 0, 0), (u,), (slice(0, 1),), (slice(None, None, 2), slice(1, None)), (slice(None, None, -1),), (slice(-2, None), u, slice(5, 1)),
             (None,), (..., 0), (0, ...), (None, ..., None), (..., None, 1), (True,), (False,), (True, i), (i,), (u, i), (u, u, i), (i, u, i), (u, i, i), (i, i), (i, 0), (0, i), (0, u, i), (i, u, 0), (u, 0, i),
             (i[:, None], i), (torch.tensor(True),), (torch.tensor(1),), (torch.tensor(1), i), (None, i), (i, None), (..., i, u), (m,), (m, 1), (m, slice(1, None)), (m, None), (..., m), (0, m[0]), (0, w), (w,), (j,), (0, j), (u, j),
             (i.int(),), (torch.tensor([], dtype=torch.long),), (torch.tensor([1.5]),), (torch.tensor([5]),), (u, torch.tensor([-4])), (i, torch.tensor([0, 1, 2])), (torch.tensor([True, False, True]),), (i, i, i, i), (torch.tensor(9),),
             (slice(0, 1), torch.tensor([1, 1]), slice(0, 3, 2)), (j, u, j[0])]
    for read in reads:
        cases.append({"x": encode(x), "items": [item(k) for k in read], "get": attempt(lambda: x[read])})
    p = x.permute(2, 0, 1)
    for read in ((i,), (u, i), (u, u, i), (0,), (m[:, 0].repeat(2),)):
        result = attempt(lambda: p[read])
        cases.append({"x": encode(x), "permute": [2, 0, 1], "items": [item(k) for k in read], "get": result})
    s = torch.tensor(1.0)
    for read in ((0,), (0, 0), (...,), (None,), (torch.tensor(True),)):
        cases.append({"x": encode(s), "items": [item(k) for k in read], "get": attempt(lambda: s[read])})
    y = torch.arange(6.0).reshape(2, 3)
    f = lambda *a: torch.tensor(a)
    for write, value in (((0,), f(1.0, 2.0)), ((0,), torch.ones(1, 3)), ((0,), torch.ones(2, 3)), ((u, 0), f(7.0, 8.0)), ((i,), torch.ones(4)), ((i, i), torch.ones(3)), ((i, i), torch.ones(1, 2)), ((i, i), torch.tensor(5.0)),
                         ((y > 2,), torch.ones(2)), ((y > 2,), f(9.0, 8.0, 7.0)), ((y > 2,), torch.tensor(0.0)), ((i,), torch.ones(2, dtype=torch.double)), ((i,), torch.ones(2, 3, dtype=torch.double)), ((5,), torch.tensor(1.0)),
                         ((0, 1), torch.tensor(4)), ((f(0, 0), 0), f(1.0, 2.0)), ((...,), torch.tensor(3.0)), ((True,), torch.tensor(2.0)), ((False,), torch.tensor(2.0)), ((u, f(0, 1)), torch.ones(2, 3)), ((slice(None, None, 2), slice(1, None)), f(5.0, 6.0)),
                         ((0,), f(1, 2, 3)), ((u, f(0, 2)), f([1.0, 2.0], [3.0, 4.0])), ((1, u), y[0]), ((None, 0), torch.ones(3))):
        def assign():
            z = y.clone()
            z[write] = value
            return z
        cases.append({"x": encode(y), "items": [item(k) for k in write], "value": encode(value), "set": attempt(assign)})
    save("indexed", cases)


def products():
    g = torch.Generator().manual_seed(10)
    c = Calls()
    for n, k, m in ((1, 1, 1), (1, 3, 1), (2, 3, 4), (3, 2, 3), (4, 4, 4), (5, 10, 2), (1, 64, 10), (8, 16, 8), (16, 100, 10), (3, 1000, 2), (0, 3, 2), (2, 0, 3), (32, 32, 32)):
        for dtype in (torch.float32, torch.float64):
            if n * k * m > 5000 and dtype == torch.float64:
                continue
            a, b = torch.randn(n, k, generator=g).to(dtype), torch.randn(k, m, generator=g).to(dtype)
            c.add("mm", [a, b], lambda: torch.mm(a, b))
            if k > 0 and n > 0:
                c.add("mv", [a, b[:, 0].clone()], lambda: torch.mv(a, b[:, 0].clone()))
                c.add("dot", [a[0].clone(), b[:, 0].clone()], lambda: torch.dot(a[0].clone(), b[:, 0].clone()))
    for dtype in (torch.int64, torch.int32, torch.uint8):
        a, b = torch.randint(0, 9, (3, 4), generator=g).to(dtype), torch.randint(0, 9, (4, 2), generator=g).to(dtype)
        c.add("mm", [a, b], lambda: torch.mm(a, b))
    z, w = torch.complex(torch.randn(2, 3, generator=g), torch.randn(2, 3, generator=g)), torch.complex(torch.randn(3, 2, generator=g), torch.randn(3, 2, generator=g))
    c.add("mm", [z, w], lambda: torch.mm(z, w))
    h, q = torch.randn(3, 5, generator=g).bfloat16(), torch.randn(5, 2, generator=g).bfloat16()
    c.add("mm", [h, q], lambda: torch.mm(h, q))
    a, b = torch.randn(3, 2, 4, generator=g), torch.randn(3, 4, 5, generator=g)
    c.add("bmm", [a, b], lambda: torch.bmm(a, b))
    x, x3, v, s = torch.arange(6.0).reshape(2, 3), torch.arange(24.0).reshape(2, 3, 4), torch.arange(3.0), torch.tensor(1.0)
    for p, q in ((x, x), (x, v), (v, x), (x, x.t().double()), (x > 0, (x > 0).t())):
        c.add("mm", [p, q], lambda: torch.mm(p, q))
    for p, q in ((x3, x3), (x3, x), (x, x3), (x3, x3.mT.double().contiguous()), (x3, torch.ones(3, 4, 2))):
        c.add("bmm", [p, q], lambda: torch.bmm(p, q))
    for p, q in ((x, x), (x, torch.ones(2)), (x, v.double()), (x, v)):
        c.add("mv", [p, q], lambda: torch.mv(p, q))
    for p, q in ((v, x), (v, torch.ones(2)), (v, v.double()), (s, s), (v, v)):
        c.add("dot", [p, q], lambda: torch.dot(p, q))
    save("products", c.cases)


def creations():
    c = Calls()
    for a, b, st, d in ((0, 5, 1, torch.int64), (0.0, 1.0, 0.1, torch.float32), (0.0, 1.0, 0.1, torch.float64), (5, 0, -2, torch.int64), (1.0, 2.0, 0.3, torch.float32), (0, 10, 0, torch.int64), (0, 10, -1, torch.int64),
                        (0.0, float("inf"), 1.0, torch.float32), (0, 5, 1, torch.float32), (-3.0, 3.0, 0.7, torch.float32), (0, 100, 7, torch.float32), (0.0, 50.0, 0.37, torch.float32)):
        c.add("arange", [a, b, st, d], lambda: torch.arange(a, b, st, dtype=d))
    for a, b, n, d in ((0, 1, 5, torch.float32), (0, 1, 11, torch.float32), (-1, 1, 100, torch.float32), (0, 1, 7, torch.float64), (3, 3, 1, torch.float32), (0, 1, 0, torch.float32), (0, 1, -1, torch.float32), (0, 10, 4, torch.int64), (-5, 5, 33, torch.float32), (0.0, 6.283185307179586, 50, torch.float32)):
        c.add("linspace", [a, b, n, d], lambda: torch.linspace(a, b, n, dtype=d))
    for a, b, n, base in ((0, 3, 4, 10.0), (-2, 2, 9, 2.0), (0, 1, 5, 10.0)):
        c.add("logspace", [a, b, n, base, torch.float32], lambda: torch.logspace(a, b, n, base))
    for n, m in ((3, 3), (2, 4), (0, 2), (-1, 2), (2, -1)):
        c.add("eye", [n, m, torch.float32], lambda: torch.eye(n, m))
    c.add("full", [[2], 1.5, torch.int64], lambda: torch.full((2,), 1.5, dtype=torch.int64))
    save("creations", c.cases)


GROUPS = {name: f for name, f in list(globals().items()) if callable(f) and f.__module__ == __name__}

if __name__ == "__main__":
    chosen = sys.argv[1:] or list(GROUPS)
    for name in chosen:
        GROUPS[name]()

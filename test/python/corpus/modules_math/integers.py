import math
print(math.comb(10, 3), math.comb(5, 7), math.comb(100, 50), math.perm(5, 2), math.perm(4), math.perm(2, 5), math.isqrt(10**40), math.isqrt(99), math.factorial(25), math.factorial(0))
print(math.gcd(12, 18), math.gcd(), math.gcd(-4, 6, 10), math.lcm(4, 6), math.lcm(), math.lcm(0, 5), math.lcm(-3, 7), math.prod([1, 2, 3]), math.prod([], start=5), math.prod([0.5, 4]))
print(math.floor(-2.5), math.ceil(-2.5), math.trunc(-2.5), math.floor(10**20), math.ceil(1e20), math.floor(True))
for g in [lambda: math.factorial(-1), lambda: math.factorial(2.0), lambda: math.isqrt(-1), lambda: math.comb(-1, 2), lambda: math.comb(1, -2), lambda: math.perm(-1), lambda: math.sqrt(-1), lambda: math.log(0), lambda: math.log(-1.5),
          lambda: math.exp(1000), lambda: math.acos(2), lambda: math.fmod(1, 0), lambda: math.pow(0, -1), lambda: math.pow(-8, 1/3), lambda: math.sin(math.inf), lambda: math.gamma(0), lambda: math.gamma(-2), lambda: math.lgamma(0),
          lambda: math.floor(math.nan), lambda: math.ceil(math.inf), lambda: math.sqrt("a"), lambda: math.gcd(1.5), lambda: math.ldexp(1.0, 5000), lambda: math.cosh(1000), lambda: math.remainder(1, 0), lambda: math.dist([1], [1, 2]),
          lambda: math.fsum([1e308, 1e308]), lambda: math.fsum([math.inf, -math.inf]), lambda: math.isclose(1, 1, rel_tol=-1), lambda: math.log(10, 1), lambda: math.atanh(1), lambda: math.gamma(200), lambda: math.log(2, 0), lambda: math.isqrt(2.0), lambda: math.hypot("a"), lambda: math.floor("a"), lambda: math.log("x")]:
    try:
        print(g())
    except Exception as e:
        print(type(e).__name__, e)

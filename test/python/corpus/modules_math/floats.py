import math
print(math.fsum([0.1] * 10), math.fsum([1e100, 1.0, -1e100]), math.fsum([]), math.hypot(3, 4), math.hypot(1e-200, 1e-200), math.hypot(1, 2, 3), math.hypot(), math.hypot(1e300, 1e300), math.dist([1, 2], [4, 6]))
print(math.frexp(8.5), math.frexp(0), math.frexp(-5e-324), math.ldexp(0.5, 10), math.ldexp(1, -1074), math.modf(-3.25), math.modf(5.0), math.modf(math.inf))
print(math.nextafter(1, 2), math.nextafter(0, -1), math.nextafter(1, 1), math.ulp(1), math.ulp(0), math.ulp(1e300), math.exp2(10), math.exp2(0.5))
print(math.remainder(7, 4), math.remainder(-7, 4), math.remainder(6, 4), math.remainder(10, 4), math.fmod(-7, 3), math.copysign(3, -0.0), math.isclose(0.1 + 0.2, 0.3), math.isclose(1, 1.1, abs_tol=0.2), math.isclose(math.inf, math.inf))
print(math.log(8, 2), math.log2(8), math.log10(1000), math.log(10**400), math.log2(2**2000), math.log1p(1e-10), math.expm1(1e-10), math.degrees(1), math.radians(180))
print(math.gamma(5), math.gamma(0.5), math.gamma(-0.5), math.gamma(10.1), math.lgamma(100), math.lgamma(0.5), math.lgamma(-1.5), math.lgamma(3), math.gamma(150.5))
print(math.erf(0.5), math.erf(-1), math.erf(3), math.erf(0.0), math.erfc(0.5), math.erfc(-2))
print(math.pi, math.e, math.tau, math.inf, math.nan, math.isnan(math.nan), math.isfinite(1), math.atan2(-0.0, -1), math.atan2(1, 2), math.pow(2, 0.5), math.pow(-2, 3), math.trunc(1e300) == int(1e300))

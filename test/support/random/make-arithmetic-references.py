"""Writes test/support/random/arithmetic-references.json: arguments and function values to 60 digits, each value as the nearest double and
what is left. Standard library only. Run from the root of the repository: python3 test/support/random/make-arithmetic-references.py"""
import json
import math
import random
from decimal import Decimal, getcontext
from pathlib import Path

getcontext().prec = 60
getcontext().Emin = -10**6
getcontext().Emax = 10**6
draw = random.Random(20220118)
LN2 = Decimal(2).ln()


def arctan_inverse(n):
    term, total, order = Decimal(1) / n, Decimal(0), 1
    while abs(term) > Decimal(10) ** -62:
        total += term / order
        term /= -n * n
        order += 2
    return total


PI = 4 * (4 * arctan_inverse(Decimal(5)) - arctan_inverse(Decimal(239)))


def parts(value):
    nearest = float(value)
    return [nearest, float(f"{float(value - Decimal(nearest)):.3g}")]


def normal_below(z):
    """Lower tail probability of a negative z, or of a small positive one, by the series of Abramowitz and Stegun 26.2.11."""
    getcontext().prec = 60 + int(abs(z)) ** 2 // 2
    z = Decimal(z)
    term = total = z
    order = 1
    while abs(term) > Decimal(10) ** -(getcontext().prec + 5):
        order += 2
        term *= z * z / order
        total += term
    value = Decimal("0.5") + total * (-z * z / 2).exp() / (2 * PI_LONG).sqrt()
    getcontext().prec = 60
    return +value


getcontext().prec = 900


def arctan_long(n):
    term, total, order = Decimal(1) / n, Decimal(0), 1
    while abs(term) > Decimal(10) ** -905:
        total += term / order
        term /= -n * n
        order += 2
    return total


PI_LONG = 4 * (4 * arctan_long(Decimal(5)) - arctan_long(Decimal(239)))
getcontext().prec = 60

BERNOULLI = [Decimal(a) / b for a, b in [(1, 6), (-1, 30), (1, 42), (-1, 30), (5, 66), (-691, 2730), (7, 6), (-3617, 510), (43867, 798), (-174611, 330), (854513, 138), (-236364091, 2730)]]


def gamma_function(a):
    product, a = Decimal(1), Decimal(a)
    while a < 200:
        product *= a
        a += 1
    series = sum(b / (2 * k * (2 * k - 1) * a ** (2 * k - 1)) for k, b in enumerate(BERNOULLI, 1))
    return ((a - Decimal("0.5")) * a.ln() - a + (2 * PI).ln() / 2 + series).exp() / product


def gamma_below(a, x):
    a, x = Decimal(a), Decimal(x)
    term = total = 1 / a
    order = a
    while term > total * Decimal(10) ** -58:
        order += 1
        term *= x / order
        total += term
    return (a * x.ln() - x).exp() * total / gamma_function(a)


def neighbours(x):
    return [math.nextafter(x, -math.inf), x, math.nextafter(x, math.inf)]


exp_arguments = [draw.uniform(-745.1, 709.78) for _ in range(250)] + [draw.uniform(-2, 2) for _ in range(250)]
exp_arguments += [draw.choice([-1, 1]) * 2.0 ** draw.uniform(-60, 1) for _ in range(60)]
for k in [-137300, -90631, -1801, -257, -129, -3, -1, 1, 2, 63, 127, 128, 1023, 131000]:
    exp_arguments += neighbours(float((Decimal(k) + Decimal("0.5")) * LN2 / 128)) + neighbours(float(k * LN2 / 128))
exp_arguments += neighbours(709.782712893384)[:2] + neighbours(-708.3964185322641) + neighbours(-708.0) + neighbours(709.0) + [-745.1332191019411, -744.9, -740.0]

ln_arguments = [2.0 ** draw.uniform(-1022, 1023.99) for _ in range(250)] + [draw.uniform(0.5, 2) for _ in range(350)]
ln_arguments += [1 + draw.choice([-1, 1]) * 2.0 ** draw.uniform(-52, -3) for _ in range(200)]
ln_arguments += [5e-324, 1.5e-323, 1e-310, 2.2250738585072014e-308, 1.7976931348623157e308]
for x in [0.5, 2.0, 0.70703125, 1.4140625, 0.9921875, 1.0078125, 0.998046875, 1.001953125, 1.5, 1.25, 4.0]:
    ln_arguments += neighbours(x)
ln_arguments += [x for x in neighbours(1.0) if x != 1]

log1p_arguments = [x - 1 for x in ln_arguments[250:600]] + [draw.choice([-1, 1]) * 2.0 ** draw.uniform(-70, -1) for _ in range(150)]
log1p_arguments += [2.0 ** draw.uniform(0, 100) for _ in range(50)] + [-0.9999999999999999, -0.999, 1e-300, 1e300]

pow_arguments = []
while len(pow_arguments) < 600:
    x = 2.0 ** draw.uniform(-30, 30) if draw.random() < 0.7 else 1 + draw.uniform(-1, 1) * 2.0 ** draw.uniform(-30, -2)
    y = draw.uniform(-700, 700) / math.log(x) if draw.random() < 0.3 else draw.uniform(-20, 20)
    pow_arguments.append((x, y))
pow_arguments += [(2.0, 0.5), (10.0, -5.0), (99.0, 99.0), (1e-310, 0.5), (5e-324, 0.25), (5e-324, -0.9), (2.0, -1074.0), (2.0, -1070.5), (1.7976931348623157e308, 1.0), (0.3, 600.0)]

normal_arguments = [draw.uniform(-6, 6) for _ in range(150)] + [draw.uniform(-37, -5) for _ in range(60)]
normal_arguments += [-0.67448975, 0.67448975, -5.656854249492381, -8.0, 0.0, 1.0, -1.0, 1e-10]

gamma_arguments = [(2.0 ** draw.uniform(-6, 9), draw.uniform(-4, 5)) for _ in range(120)]
gamma_arguments = [(a, max(a + z * math.sqrt(a), a * math.exp(z))) for a, z in gamma_arguments]

references = {
    "exp": [[x, *parts(Decimal(x).exp())] for x in exp_arguments],
    "ln": [[x, *parts(Decimal(x).ln())] for x in ln_arguments],
    "log1p": [[x, *parts((1 + Decimal(x)).ln() if abs(x) > 1e-40 else Decimal(x))] for x in log1p_arguments],
    "pow": [[x, y, *parts((Decimal(y) * Decimal(x).ln()).exp())] for x, y in pow_arguments],
    "normalCumulative": [[z, *parts(normal_below(z))] for z in normal_arguments],
    "gammaCumulative": [[a, x, float(gamma_below(a, x)), float(1 - gamma_below(a, x))] for a, x in gamma_arguments],
}
Path("test/support/random/arithmetic-references.json").write_text(json.dumps(references, indent=0))

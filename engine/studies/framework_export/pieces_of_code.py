"""How each part of an experiment is said in code: rules of optimizers, schedules, activations, for each library.

A rule is plain arithmetic that NumPy, PyTorch and TensorFlow read alike: from a parameter p, its gradient g, what is
remembered of it, s, and the count of steps t, it makes the direction and what is remembered next.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Lines = list[str]


def adam(o: Any, largest: bool = False, decay: bool = False) -> Lines:
    """Adam, AMSGrad, AdamW."""
    lines = [f"v = {o.beta1!r} * s[0] + {1 - o.beta1!r} * g", f"q = {o.beta2!r} * s[1] + {1 - o.beta2!r} * g * g"]
    lines += ["top = maximum(s[2], q)"] if largest else []
    under = "top" if largest else "q"
    if getattr(o, "bias_correction", True):
        lines.append(f"first, second = v / (1 - {o.beta1!r} ** t), {under} / (1 - {o.beta2!r} ** t)")
    else:
        lines.append(f"first, second = v, {under}")
    more = f" + {o.weight_decay!r} * p" if decay else ""
    kept = "[v, q, top]" if largest else "[v, q]"
    return [*lines, f"return first / (sqrt(second) + {o.epsilon!r}){more}, {kept}"]


def nadam(o: Any) -> Lines:
    return [
        f"now, ahead = ({o.beta1!r} * (1 - 0.5 * 0.96 ** (k * {o.momentum_decay!r})) for k in (t, t + 1))",
        f"v = {o.beta1!r} * s[0] + {1 - o.beta1!r} * g",
        f"q = {o.beta2!r} * s[1] + {1 - o.beta2!r} * g * g",
        "product = s[2] * now",
        "d = ahead * v / (1 - product * ahead) + (1 - now) * g / (1 - product)",
        f"return d / (sqrt(q / (1 - {o.beta2!r} ** t)) + {o.epsilon!r}), [v, q, product]",
    ]


def adadelta(o: Any) -> Lines:
    return [
        f"q = {o.rho!r} * s[0] + {1 - o.rho!r} * g * g",
        f"d = sqrt((s[1] + {o.epsilon!r}) / (q + {o.epsilon!r})) * g",
        f"return d, [q, {o.rho!r} * s[1] + {1 - o.rho!r} * d * d]",
    ]


RULES: dict[str, Callable[[Any], Lines]] = {
    "gradient_descent": lambda o: ["return g, []"],
    "momentum": lambda o: [f"v = {o.beta!r} * s[0] + {1 - o.beta!r} * g", "return v, [v]"],
    "classical_momentum": lambda o: [f"v = {o.beta!r} * s[0] + g", "return v, [v]"],
    "nesterov": lambda o: [f"v = {o.beta!r} * s[0] + g", f"return g + {o.beta!r} * v, [v]"],
    "adagrad": lambda o: ["q = s[0] + g * g", f"return g / (sqrt(q) + {o.epsilon!r}), [q]"],
    "rmsprop": lambda o: [
        f"q = {o.beta2!r} * s[0] + {1 - o.beta2!r} * g * g",
        f"return g / (sqrt(q) + {o.epsilon!r}), [q]",
    ],
    "adadelta": adadelta,
    "adam": adam,
    "adamw": lambda o: adam(o, decay=True),
    "amsgrad": lambda o: adam(o, largest=True),
    "nadam": nadam,
    "lion": lambda o: [
        f"d = sign({o.beta1!r} * s[0] + {1 - o.beta1!r} * g) + {o.weight_decay!r} * p",
        f"return d, [{o.beta2!r} * s[0] + {1 - o.beta2!r} * g]",
    ],
}

# PyTorch's own optimizers, where they are the same; and under which names they remember.
TORCH_OPTIMIZERS: dict[str, Callable[[Any], tuple[str, tuple[str, ...]]]] = {
    "gradient_descent": lambda o: ("SGD(model.parameters(), lr=1.0)", ()),
    "momentum": lambda o: (
        f"SGD(model.parameters(), lr=1.0, momentum={o.beta!r}, dampening={o.beta!r})",
        ("momentum_buffer",),
    ),
    "classical_momentum": lambda o: (f"SGD(model.parameters(), lr=1.0, momentum={o.beta!r})", ("momentum_buffer",)),
    "nesterov": lambda o: (
        f"SGD(model.parameters(), lr=1.0, momentum={o.beta!r}, nesterov=True)",
        ("momentum_buffer",),
    ),
    "adagrad": lambda o: (f"Adagrad(model.parameters(), lr=1.0, eps={o.epsilon!r})", ("sum",)),
    "rmsprop": lambda o: (
        f"RMSprop(model.parameters(), lr=1.0, alpha={o.beta2!r}, eps={o.epsilon!r})",
        ("square_avg",),
    ),
    "adadelta": lambda o: (
        f"Adadelta(model.parameters(), lr=1.0, rho={o.rho!r}, eps={o.epsilon!r})",
        ("square_avg", "acc_delta"),
    ),
    "adam": lambda o: (
        f"Adam(model.parameters(), lr=1.0, betas=({o.beta1!r}, {o.beta2!r}), eps={o.epsilon!r})",
        ("exp_avg", "exp_avg_sq"),
    ),
    "adamw": lambda o: (
        f"AdamW(model.parameters(), lr=1.0, betas=({o.beta1!r}, {o.beta2!r}), eps={o.epsilon!r}, "
        f"weight_decay={o.weight_decay!r})",
        ("exp_avg", "exp_avg_sq"),
    ),
    "amsgrad": lambda o: (
        f"Adam(model.parameters(), lr=1.0, betas=({o.beta1!r}, {o.beta2!r}), eps={o.epsilon!r}, amsgrad=True)",
        ("exp_avg", "exp_avg_sq", "max_exp_avg_sq"),
    ),
}


def native(slug: str, optimizer: Any) -> tuple[str, tuple[str, ...]] | None:
    """PyTorch's own optimizer and the names of what it remembers, if it has the same."""
    plain_adam = slug == "adam" and not optimizer.bias_correction
    still = getattr(optimizer, "beta", 1.0) == 0.0  # PyTorch's SGD remembers nothing then
    return None if slug not in TORCH_OPTIMIZERS or plain_adam or still else TORCH_OPTIMIZERS[slug](optimizer)


SCHEDULE_LINES: dict[str, Callable[[Any], str]] = {
    "constant": lambda s: f"return {s.rate!r}",
    "inverse_time": lambda s: f"return {s.rate!r} / (1 + {s.decay!r} * epoch)",
    "exponential": lambda s: f"return {s.rate!r} * {s.decay!r} ** epoch",
    "staircase": lambda s: f"return {s.rate!r} * {s.factor!r} ** (epoch // {s.every!r})",
    "square_root": lambda s: f"return {s.rate!r} * {s.k!r} / math.sqrt(epoch + 1)",
    "step_table": lambda s: f"return [{s.rate!r}, *(rate for start, rate in {s.table!r} if start <= epoch)][-1]",
    "cosine": lambda s: (
        f"return {s.rate!r} * ({s.floor!r} + {1 - s.floor!r} * 0.5 "
        f"* (1 + math.cos(math.pi * min(epoch / {s.span!r}, 1))))"
    ),
    "warm_up": lambda s: f"return {s.rate!r} * ({s.start!r} + {1 - s.start!r} * min(epoch / {s.span!r}, 1))",
}

# An activation and its slope, of z and a, in NumPy; in PyTorch; in Keras.
FUNCTIONS: dict[str, tuple[str, str, str, str]] = {
    "tanh": ("np.tanh(z)", "1 - a * a", "nn.Tanh()", '"tanh"'),
    "relu": ("np.maximum(z, 0)", "(z >= 0) * 1.0", "nn.ReLU()", '"relu"'),
    "sigmoid": ("0.5 * (1 + np.tanh(0.5 * z))", "a * (1 - a)", "nn.Sigmoid()", '"sigmoid"'),
    "leaky_relu": (
        "np.maximum(z, 0.01 * z)", "np.where(z >= 0, 1.0, 0.01)", "nn.LeakyReLU(0.01)",
        "lambda z: keras.ops.maximum(z, 0.01 * z)",
    ),
    "linear": ("z", "np.ones_like(z)", "nn.Identity()", '"linear"'),
    "elu": ("np.where(z >= 0, z, np.expm1(np.minimum(z, 0)))", "1 + np.minimum(a, 0)", "nn.ELU()", '"elu"'),
    "softplus": (
        "np.maximum(z, 0) + np.log1p(np.exp(-np.abs(z)))", "0.5 * (1 + np.tanh(0.5 * z))", "nn.Softplus()",
        '"softplus"',
    ),
    "swish": (
        "z * 0.5 * (1 + np.tanh(0.5 * z))", "(s := 0.5 * (1 + np.tanh(0.5 * z))) + a * (1 - s)", "nn.SiLU()", '"silu"',
    ),
    "gelu": (
        "0.5 * z * (1 + np.tanh((2 / np.pi) ** 0.5 * (z + 0.044715 * z**3)))",
        "(h := 0.5 * (1 + np.tanh((c := (2 / np.pi) ** 0.5) * (z + 0.044715 * z**3)))) "
        "+ 2 * z * h * (1 - h) * c * (1 + 3 * 0.044715 * z * z)",
        'nn.GELU(approximate="tanh")',
        "lambda z: 0.5 * z * (1 + keras.ops.tanh((2 / math.pi) ** 0.5 * (z + 0.044715 * z**3)))",
    ),
    "sine": ("np.sin(z)", "np.cos(z)", "Sine()", "lambda z: keras.ops.sin(z)"),
}  # fmt: skip

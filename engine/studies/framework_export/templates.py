"""The programs, with names in ⟨⟩ where an experiment has its say; "# %%" begins a cell of a notebook."""

HEAD = '''"""A network from Downhill, in ⟨library⟩: it goes on training from ⟨about⟩

It prints the mean loss of every batch before its step, in float64: the same numbers as on the page.
The examples of each batch are those of the page, written in.
"""

import math

⟨imports⟩
# %% The points, the parameters in the order W, b (or W, γ, β) of each layer, what the optimizer remembers of each, and
# the examples of every step to come.
⟨data⟩
STEP, STEPS_PER_EPOCH = ⟨step⟩, ⟨steps_per_epoch⟩
L1, L2, CLIP = ⟨l1⟩, ⟨l2⟩, ⟨clip⟩


# %% ⟨optimizer⟩: from a parameter p and its gradient g, and from what is remembered, s, the direction at step t.
def rule(p, g, s, t):
    ⟨rule⟩


def rate(epoch):
    ⟨schedule⟩
'''

NUMPY = (
    HEAD.replace("⟨library⟩", "NumPy alone").replace(
        "⟨imports⟩", "import numpy as np\nfrom numpy import maximum, sign, sqrt  # noqa: F401\n"
    )
    + '''

# %% The network: forward, loss, backward.⟨functions⟩

def softmax(z):
    e = np.exp(z - z.max(0))
    return e / e.sum(0)


X, Y = np.array(X).T, np.array(Y).T  # (n, m): a column for each example
VALUES = [np.array(each) for each in VALUES]
MEMORY = [[np.array(one) for one in each] for each in MEMORY]
HIDDEN = [⟨layers⟩]  # the function of each hidden layer, and whether it has batch norm


def forward(x):
    """The z of the output, and what each layer needs on the way back."""
    values, a, cache = iter(VALUES), x, []
    for g, batch_norm in HIDDEN:
        below, z = a, next(values) @ a
        if batch_norm:
            scale = 1 / np.sqrt(z.var(1, keepdims=True) + 1e-5)
            normal = (z - z.mean(1, keepdims=True)) * scale
            gamma, beta = next(values)[:, None], next(values)[:, None]
            a, slope = g(gamma * normal + beta)
        else:
            a, slope = g(z + next(values)[:, None])
            scale = normal = gamma = None
        cache.append((below, slope, scale, normal, gamma))
    return next(values) @ a + next(values)[:, None], a, cache


def gradients(x, y):
    """The mean loss of a batch, and the gradient by each array of VALUES."""
    z, below, cache = forward(x)
    a, m = ⟨output⟩, y.shape[1]
    loss = (⟨loss⟩).mean()
    dz = (⟨slope⟩) / m
    found = [dz.sum(1), dz @ below.T]  # last first
    weights = [value for value in VALUES if value.ndim == 2]
    for (below, slope, scale, normal, gamma), above in zip(reversed(cache), reversed(weights)):
        dz = (above.T @ dz) * slope
        if normal is None:
            found += [dz.sum(1), dz @ below.T]
            continue
        d_beta, d_gamma = dz.sum(1, keepdims=True), (dz * normal).sum(1, keepdims=True)
        dz = gamma * scale * (dz - d_beta / m - normal * d_gamma / m)
        found += [d_beta[:, 0], d_gamma[:, 0], dz @ below.T]
    found = found[::-1]
    for value, gradient in zip(VALUES, found):
        if value.ndim == 2:  # penalties count weights only
            gradient += L2 / m * value + L1 / m * np.sign(value)
    return loss, found


# %% Train.
for t, batch in enumerate(BATCHES, STEP):
    loss, found = gradients(X[:, batch], Y[:, batch])
    norm = math.sqrt(sum((each**2).sum() for each in found))
    shrink = CLIP / norm if 0 < CLIP < norm else 1.0
    for k, gradient in enumerate(found):
        direction, MEMORY[k] = rule(VALUES[k], shrink * gradient, MEMORY[k], t + 1)
        VALUES[k] = VALUES[k] - rate(t / STEPS_PER_EPOCH) * direction
    print(t, repr(float(loss)))
'''
)

TORCH = (
    HEAD.replace("⟨library⟩", "PyTorch").replace(
        "⟨imports⟩",
        "import torch\nfrom torch import maximum, nn, sign, sqrt  # noqa: F401\nfrom torch.nn import functional\n\n"
        "torch.set_default_dtype(torch.float64)\n",
    )
    + """

# %% The network. PyTorch's slope of ReLU at exactly 0 is 0, here it is 1; its running variance in batch norm divides by
# m - 1. Neither changes these losses unless a z is exactly 0.
class Sine(nn.Module):
    def forward(self, z):
        return torch.sin(z)


model = nn.Sequential(
    ⟨modules⟩
)
with torch.no_grad():
    for p, value in zip(model.parameters(), VALUES):
        p.copy_(torch.tensor(value))
X, Y = torch.tensor(X), torch.tensor(Y)
⟨prepare⟩


# %% Train.
for t, batch in enumerate(BATCHES, STEP):
    z, y = model(X[batch]), Y[batch]
    loss = ⟨loss⟩
    weights = [p for p in model.parameters() if p.ndim == 2]
    penalty = sum((L1 * w.abs() + L2 / 2 * w**2).sum() for w in weights) / len(batch)
    model.zero_grad()
    (loss + penalty).backward()
    norm = math.sqrt(sum(float((p.grad**2).sum()) for p in model.parameters()))
    for p in model.parameters():
        p.grad *= CLIP / norm if 0 < CLIP < norm else 1.0
    ⟨move⟩
    print(t, repr(loss.item()))
"""
)

KERAS = (
    HEAD.replace("⟨library⟩", "Keras on TensorFlow").replace(
        "⟨imports⟩",
        'import os\n\nos.environ["KERAS_BACKEND"] = "tensorflow"\nimport keras\nimport tensorflow as tf\n\n'
        'keras.backend.set_floatx("float64")\nmaximum, sign, sqrt = tf.maximum, tf.sign, tf.sqrt\n',
    )
    + """

# %% The network. Keras keeps W as its transpose.
def turned(value):
    value = tf.constant(value, tf.float64)
    return tf.transpose(value) if len(value.shape) == 2 else value


model = keras.Sequential([
    ⟨modules⟩
])
for p, value in zip(model.trainable_variables, VALUES):
    p.assign(turned(value))
MEMORY = [[turned(one) for one in each] for each in MEMORY]
X, Y = tf.constant(X, tf.float64), tf.constant(Y, tf.float64)


# %% Train, step by step: GradientTape finds the gradient, the rule above makes the step.
for t, batch in enumerate(BATCHES, STEP):
    with tf.GradientTape() as tape:
        z, y = model(tf.gather(X, batch), training=True), tf.gather(Y, batch)
        loss = ⟨loss⟩
        weights = [p for p in model.trainable_variables if len(p.shape) == 2]
        squares = sum(tf.reduce_sum(L1 * tf.abs(w) + L2 / 2 * w * w) for w in weights)
        cost = loss + squares / len(batch)
    found = tape.gradient(cost, model.trainable_variables)
    norm = float(tf.linalg.global_norm(found))
    shrink = CLIP / norm if 0 < CLIP < norm else 1.0
    for k, (p, gradient) in enumerate(zip(model.trainable_variables, found)):
        direction, MEMORY[k] = rule(p, shrink * gradient, MEMORY[k], t + 1)
        p.assign(p - rate(t / STEPS_PER_EPOCH) * direction)
    print(t, repr(float(loss)))
"""
)

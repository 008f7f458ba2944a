"""Logistic regression on beliefs: labels that are sure to some degree, from 0 to 1.

A line fitted to a teacher's logits spends its few weights on how sure the teacher is of what is
sure anyway; this one spends them where a sentence may be taken for the other.
"""

from __future__ import annotations

from typing import Any

import numpy as np  # type: ignore[import-not-found,unused-ignore]
from scipy.optimize import minimize  # type: ignore[import-not-found,import-untyped,unused-ignore]
from scipy.special import expit  # type: ignore[import-not-found,import-untyped,unused-ignore]

Array = Any
PENALTY = 0.1
STEPS = 150


def refined(
    features: Array, logits: Array, share: Array, weights: Array, bias: float
) -> tuple[Array, float]:
    """Weights and bias that say with the least surprise what the `logits` believe of the rows, each
    counting its `share`; the search begins at `weights` and `bias` (L-BFGS)."""
    believed = expit(logits)
    transposed = features.T.tocsr()

    def surprise(line: Array) -> tuple[float, Array]:
        said = features @ line[:-1].astype(np.float32) + line[-1]
        loss = share @ (np.logaddexp(0, said) - believed * said)
        error = (share * (expit(said) - believed)).astype(np.float32)
        slope = transposed @ error + PENALTY * line[:-1]
        return float(loss + PENALTY / 2 * line[:-1] @ line[:-1]), np.append(slope, error.sum())

    start = np.append(weights, bias).astype(np.float64)
    options = {"maxiter": STEPS}
    line = minimize(surprise, start, jac=True, method="L-BFGS-B", options=options).x
    return line[:-1], float(line[-1])

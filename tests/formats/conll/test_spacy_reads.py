"""spaCy's own converter reads what is written as CoNLL-2003."""

import subprocess
import sys

import pytest

from annotator.formats.conll.conll2003 import Conll2003Exporter, Conll2003Importer
from tests.formats.conll.desk import STAMP, written

spacy = pytest.importorskip("spacy")
tokens = pytest.importorskip("spacy.tokens")


@pytest.mark.parametrize("columns", ["2", "4"])
def test_spacy_finds_the_names_of_wnut_in_what_is_written(corpora, tmp_path, columns):
    (part,) = Conll2003Importer().read(corpora / "wnut17" / "emerging.dev.conll", STAMP)
    data, _ = written(Conll2003Exporter(columns=columns, types="own"), part.content)
    path = tmp_path / "wnut.conll"
    path.write_bytes(data)

    subprocess.run(  # noqa: S603 - ours
        [sys.executable, "-m", "spacy", "convert", path, tmp_path, "-c", "ner", "-n", "10"],
        check=True,
        capture_output=True,
    )

    vocabulary = spacy.blank("en").vocab
    documents = list(tokens.DocBin().from_disk(tmp_path / "wnut.spacy").get_docs(vocabulary))
    assert sum(len(document.ents) for document in documents) == 836

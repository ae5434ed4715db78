"""The bytes of an export do not change from one version of annotator to the next."""

from pathlib import Path

import pytest

from annotator.formats.cas.files import CasXmiExporter
from annotator.formats.webanno_tsv.files import WebAnnoTsvExporter
from tests.formats.layers.small import small
from tests.formats.layers.written import exported

GOLDEN = Path(__file__).parents[2] / "data" / "layers"


@pytest.mark.parametrize("exporter", [CasXmiExporter(), WebAnnoTsvExporter()])
def test_an_export_has_the_bytes_that_it_always_had(exporter):
    folder, _ = exported(exporter, small())

    name = next(iter(folder.files))
    assert folder.files[name].decode() == (GOLDEN / name).read_bytes().decode()

"""The formats that ship with annotator: their names and where they are.

They are registered as entry points as well (pyproject.toml), in the same way as those of others.
"""

OUR_IMPORTERS = {
    "conll2003": "annotator.formats.conll.conll2003:Conll2003Importer",
    "conll2012": "annotator.formats.conll.conll2012:Conll2012Importer",
    "conllu": "annotator.formats.conll.conllu:ConlluImporter",
    "docx": "annotator.formats.articles.importers:DocxImporter",
    "epub": "annotator.formats.articles.importers:EpubImporter",
    "html": "annotator.formats.articles.importers:HtmlImporter",
    "json": "annotator.formats.json_file:JsonImporter",
    "jsonl": "annotator.formats.jsonl.files:JsonLinesImporter",
    "mhtml": "annotator.formats.articles.importers:WebArchiveImporter",
    "odt": "annotator.formats.articles.importers:OdtImporter",
    "pdf": "annotator.formats.articles.importers:PdfImporter",
    "plain_text": "annotator.formats.plain_text:PlainTextImporter",
    "rtf": "annotator.formats.articles.importers:RtfImporter",
}
OUR_EXPORTERS = {
    "conll2003": "annotator.formats.conll.conll2003:Conll2003Exporter",
    "conll2012": "annotator.formats.conll.conll2012:Conll2012Exporter",
    "conllu": "annotator.formats.conll.conllu:ConlluExporter",
    "csv": "annotator.formats.tables.csv_files:CsvExporter",
    "tsv": "annotator.formats.tables.csv_files:TsvExporter",
    "parquet": "annotator.formats.tables.parquet:ParquetExporter",
    "json": "annotator.formats.json_file:JsonExporter",
    "jsonl": "annotator.formats.jsonl.files:JsonLinesExporter",
}

"""The formats that ship with annotator: their names and where they are.

They are registered as entry points as well (pyproject.toml), in the same way as those of others.
"""

OUR_IMPORTERS = {
    "json": "annotator.formats.json_file:JsonImporter",
    "jsonl": "annotator.formats.jsonl.files:JsonLinesImporter",
    "plain_text": "annotator.formats.plain_text:PlainTextImporter",
    "doccano": "annotator.formats.spans.doccano:DoccanoImporter",
    "label_studio": "annotator.formats.spans.label_studio:LabelStudioImporter",
    "prodigy": "annotator.formats.spans.prodigy:ProdigyImporter",
    "spacy": "annotator.formats.spans.docbin:DocBinImporter",
    "cas_json": "annotator.formats.cas.files:CasJsonImporter",
    "cas_xmi": "annotator.formats.cas.files:CasXmiImporter",
    "conll2003": "annotator.formats.conll.conll2003:Conll2003Importer",
    "conll2012": "annotator.formats.conll.conll2012:Conll2012Importer",
    "conllu": "annotator.formats.conll.conllu:ConlluImporter",
    "docx": "annotator.formats.articles.importers:DocxImporter",
    "eml": "annotator.formats.articles.sent_importers:MailImporter",
    "epub": "annotator.formats.articles.importers:EpubImporter",
    "feed": "annotator.formats.articles.sent_importers:FeedImporter",
    "html": "annotator.formats.articles.importers:HtmlImporter",
    "mhtml": "annotator.formats.articles.importers:WebArchiveImporter",
    "ninjs": "annotator.formats.articles.sent_importers:NinjsImporter",
    "odt": "annotator.formats.articles.importers:OdtImporter",
    "pdf": "annotator.formats.articles.importers:PdfImporter",
    "rtf": "annotator.formats.articles.importers:RtfImporter",
    "webanno_tsv": "annotator.formats.webanno_tsv.files:WebAnnoTsvImporter",
    "w3c": "annotator.formats.w3c.reading:W3cImporter",
}
OUR_EXPORTERS = {
    "json": "annotator.formats.json_file:JsonExporter",
    "jsonl": "annotator.formats.jsonl.files:JsonLinesExporter",
    "doccano": "annotator.formats.spans.doccano:DoccanoExporter",
    "label_studio": "annotator.formats.spans.label_studio:LabelStudioExporter",
    "prodigy": "annotator.formats.spans.prodigy:ProdigyExporter",
    "spacy": "annotator.formats.spans.docbin:DocBinExporter",
    "cas_json": "annotator.formats.cas.files:CasJsonExporter",
    "cas_xmi": "annotator.formats.cas.files:CasXmiExporter",
    "conll2003": "annotator.formats.conll.conll2003:Conll2003Exporter",
    "conll2012": "annotator.formats.conll.conll2012:Conll2012Exporter",
    "conllu": "annotator.formats.conll.conllu:ConlluExporter",
    "csv": "annotator.formats.tables.csv_files:CsvExporter",
    "tsv": "annotator.formats.tables.csv_files:TsvExporter",
    "parquet": "annotator.formats.tables.parquet:ParquetExporter",
    "webanno_tsv": "annotator.formats.webanno_tsv.files:WebAnnoTsvExporter",
    "w3c": "annotator.formats.w3c.writing:W3cExporter",
}

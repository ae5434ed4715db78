"""Feeds: each entry is an article, with what the feed says of it."""

import pytest

from annotator.formats.documents import ImportFailed

RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
  xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
<title>The Paper</title><link>https://example.org/</link><language>en-GB</language>
<item><title>Ferry &amp;amp; bridge</title><link>https://example.org/1</link>
<guid isPermaLink="false">urn:1</guid><pubDate>Wed, 05 Nov 2025 23:30:00 +0100</pubDate>
<dc:creator>Ada Öz</dc:creator><category>harbour</category><category>ferries</category>
<description>Short.</description>
<content:encoded><![CDATA[<p>The ferry is late.</p><p>Nobody knows&nbsp;why.</p>]]>
</content:encoded></item>
<item><title>Two</title><author>bo@example.org (Bo Eel)</author>
<guid>https://example.org/2</guid>
<description>&lt;b&gt;Only&lt;/b&gt; a summary.</description></item>
<item><title>Three</title></item>
</channel></rss>""".encode()
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="es"><title>El Diario</title>
<author><name>Redacción</name></author>
<entry><title type="html">Uno &lt;i&gt;dos&lt;/i&gt;</title><id>urn:a</id>
<link rel="self" href="https://example.org/a.atom"/><link href="https://example.org/a"/>
<published>2025-11-05T23:30:00Z</published><updated>2025-11-07T00:00:00Z</updated>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Dijo <b>que</b> no.</p>
<p>Luego calló.</p></div></content></entry>
<entry><title>Dos</title><content type="text"> a &lt; b </content></entry></feed>""".encode()
RDF = b"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>News</title></channel><item><title>One</title><link>https://example.org/r</link>
<dc:date>2025-11-05T10:00:00Z</dc:date><description>The words.</description></item></rdf:RDF>"""


def test_an_entry_of_rss_is_its_whole_text_where_the_feed_has_it(desk):
    first, second = desk.articles("feed", RSS, "a.rss")

    assert first.text == "The ferry is late.\n\nNobody knows\u00a0why."
    document = first.document
    assert (document.title, document.author) == ("Ferry & bridge", "Ada Öz")
    assert (document.published, document.publisher) == ("2025-11-05", "The Paper")
    assert (document.source_url, document.language) == ("https://example.org/1", "en")
    assert document.meta["categories"] == "harbour; ferries"
    assert document.meta["id"] == "urn:1"
    assert second.text == "Only a summary."
    assert (second.document.author, second.document.source_url) == (
        "Bo Eel",
        "https://example.org/2",
    )


def test_summaries_are_told_and_entries_without_text_are_counted(desk):
    *_, last = desk.parts("feed", RSS, "a.rss")

    assert last.notices == ("a.rss: 1 of 2 entries hold a summary, not the whole article.",)
    assert str(last.losses) == "left out: 1 entries without text"
    assert last.losses.lines == ("a.rss: entry 3, Three",)


def test_an_entry_of_atom_holds_xhtml_or_text(desk):
    first, second = desk.articles("feed", ATOM, "a.atom")

    assert first.text == "Dijo que no.\n\nLuego calló."
    assert (first.document.title, first.document.author) == ("Uno dos", "Redacción")
    assert (first.document.published, first.document.language) == ("2025-11-05", "es")
    assert first.document.source_url == "https://example.org/a"
    assert second.text == "a < b"


def test_rss_of_version_1_is_read_as_well(desk):
    (article,) = desk.articles("feed", RDF, "a.rdf")

    assert article.text == "The words."
    assert (article.document.published, article.document.publisher) == ("2025-11-05", "News")
    assert article.document.source_url == "https://example.org/r"


@pytest.mark.parametrize("data", [RSS, ATOM, RDF])
def test_a_feed_is_known_whatever_its_name_is(desk, data, tmp_path):
    assert desk.kind(data, "saved.xml", tmp_path) == "feed"
    assert desk.kind(b"\xef\xbb\xbf" + data, "saved", tmp_path) == "feed"


def test_other_xml_is_no_feed(desk):
    with pytest.raises(ImportFailed, match="is no feed"):
        desk.parts("feed", b"<tei><item/></tei>", "a.xml")

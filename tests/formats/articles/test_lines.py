"""HTML as lines of text: what is apart, what is one line, and what is not seen."""

import pytest

from annotator.formats.articles.html_lines import html_lines, text_of
from annotator.formats.articles.lines import Lines


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<h1>A</h1><p>b <i>c</i>d</p>e<p>f", "A\n\nb cd\n\ne\n\nf"),
        ("<p>a\n   b\t c</p>\n\n<p> </p><p>&nbsp;</p><p>d</p>", "a b c\n\nd"),
        ("a<br>b<br/><br>c", "a\nb\nc"),
        ("<ul><li>a<li>b<ul><li>c</ul><li><p>d</p><p>e</p></ul>f", "a\nb\nc\nd\ne\n\nf"),
        ("<dl><dt>a<dd>b</dl><p>c", "a\nb\n\nc"),
        ("<pre>a\n  b\n\nc</pre><p>d\ne", "a\nb\nc\n\nd e"),
        ("<p>a&amp;b &lt;p&gt; &#128512; &eacute;&nbsp;e</p>", "a&b <p> \U0001f600 é\u00a0e"),
        ("<div>a<div>b</div>c</div>", "a\n\nb\n\nc"),
        ('<p>a<a epub:type="noteref" href="#n"><sup>1</sup></a> b', "a[1] b"),
        ('<p>a<sup><a role="doc-noteref" href="#n">[2]</a></sup>.', "a[2]."),
        ('<p>a note <a class="footnote-back" href="#r">back</a></p>b', "a note\n\nb"),
    ],
    ids=[
        *("blocks", "white space", "line ends", "lists", "terms", "kept lines", "signs", "nesting"),
        *("call for a note", "call in brackets", "way back"),
    ],
)
def test_blocks_are_an_empty_line_apart_and_items_follow_each_other(html, text):
    assert text_of(html) == text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<table><tr><th>a<th>b<tr><td>c<td>d</table>e", "a\tb\nc\td\n\ne"),
        (
            (
                "<p>x<table><thead><tr><td><p>a</p><p>b</p></td><td></td><td>c<br>d</td></tr></thead>"
                "<tbody><tr><td></td><td>e</td><td></td></tr><tr></tr></tbody></table>"
            ),
            "x\n\na b\t\tc d\n\te",
        ),
        (
            "<table><tr><td>a<table><tr><td>b</td><td>c</td></tr></table>d</td><td>e</td></tr></table>",
            "a b c d\te",
        ),
        ("<table><td>a<td>b", "a\tb"),
        ("<td>a</td><tr>b</tr></table>", "ab"),
    ],
    ids=["rows", "cells", "a table in a cell", "never closed", "no table"],
)
def test_a_row_is_a_line_with_its_cells_parted_by_tabs(html, text):
    assert text_of(html) == text


def test_what_a_reader_does_not_see_is_no_text():
    html = (
        "<head><title>t</title><style>s</style></head><script>x<p>y</script>a<svg>b</svg>"
        "<!-- c --><noscript>d</noscript><p>e</p><template><p>f</p></template>"
    )

    assert text_of(html) == "a\n\ne"


@pytest.mark.parametrize(
    "mark", ["<![if !mso]>", "<![strange ]]>", "<![CDATA[x > y]]>", "<!strange>", "<?xml x?>"]
)
def test_marks_of_other_programs_are_passed_over(mark):
    assert text_of(f"<p>a{mark}b</p>") == "ab"


def test_a_head_that_is_never_closed_hides_no_body():
    assert text_of("<head><title>t<body><p>a") == "a"


def test_a_place_is_where_the_next_block_begins():
    lines = Lines()
    starts = []
    for html in ("<p>One.</p><p>Two.</p>", "<ul><li>Three.</ul>", "Four."):
        starts.append(lines.here)
        html_lines(html, lines, frozenset(("nav",)))

    assert [lines.text[start : start + 3] for start in starts] == ["One", "Thr", "Fou"]

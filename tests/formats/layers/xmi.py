"""XMI files and type systems of others, put together for a test."""

HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<xmi:XMI xmlns:xmi="http://www.omg.org/XMI" xmlns:cas="http:///uima/cas.ecore"\n'
    '  xmlns:ner="http:///de/tudarmstadt/ukp/dkpro/core/api/ner/type.ecore"\n'
    '  xmlns:pos="http:///de/tudarmstadt/ukp/dkpro/core/api/lexmorph/type/pos.ecore"\n'
    '  xmlns:coref="http:///de/tudarmstadt/ukp/dkpro/core/api/coref/type.ecore"\n'
    '  xmlns:custom="http:///webanno/custom.ecore" xmi:version="2.0">\n'
)


def xmi(text, *elements):
    """An XMI file of a text; each element gets a number, from 2, and is in the index."""
    numbered = "\n".join(
        each.replace(" ", f' xmi:id="{number}" sofa="1" ', 1)
        for number, each in enumerate(elements, 2)
    )
    members = " ".join(str(number) for number in range(2, len(elements) + 2))
    return (
        f'{HEAD}<cas:NULL xmi:id="0"/>\n{numbered}\n'
        f'<cas:Sofa xmi:id="1" sofaNum="1" sofaID="_InitialView" mimeType="text" '
        f'sofaString="{text}"/>\n<cas:View sofa="1" members="{members}"/>\n</xmi:XMI>\n'
    )


def type_system(**types):
    """A TypeSystem.xml: types of `webanno.custom` with their features as `name=range`."""
    described = "".join(_type(name, features) for name, features in types.items())
    return (
        '<typeSystemDescription xmlns="http://uima.apache.org/resourceSpecifier"><types>'
        f"{described}</types></typeSystemDescription>"
    )


def _type(name, features):
    said = "".join(
        f"<featureDescription><name>{feature}</name><description/>"
        f"<rangeTypeName>{range_}</rangeTypeName><elementType>{element}</elementType>"
        "</featureDescription>"
        for feature, range_, element in (_feature(each) for each in features.split())
    )
    parent = "uima.cas.TOP" if name.endswith("Link") else "uima.tcas.Annotation"
    return (
        f"<typeDescription><name>webanno.custom.{name}</name><description/>"
        f"<supertypeName>{parent}</supertypeName><features>{said}</features></typeDescription>"
    )


def _feature(said):
    name, _, range_ = said.partition("=")
    if range_.endswith("[]"):
        return name, "uima.cas.FSArray", f"webanno.custom.{range_.removesuffix('[]')}"
    short = range_ or "String"
    package = {"Annotation": "uima.tcas"}.get(short, "uima.cas")
    return name, f"{package}.{short}", ""

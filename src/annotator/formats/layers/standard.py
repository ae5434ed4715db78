"""The types of DKPro that INCEpTION and others share, as far as they are written or looked at."""

from __future__ import annotations

from annotator.formats.layers.nodes import BASE, DOCUMENT, Feature, NodeType

_DKPRO = "de.tudarmstadt.ukp.dkpro.core.api"
SENTENCE = f"{_DKPRO}.segmentation.type.Sentence"
TOKEN = f"{_DKPRO}.segmentation.type.Token"
METADATA = f"{_DKPRO}.metadata.type.DocumentMetaData"
NAMED_ENTITY = f"{_DKPRO}.ner.type.NamedEntity"
CHAIN = f"{_DKPRO}.coref.type.CoreferenceChain"
CHAIN_LINK = f"{_DKPRO}.coref.type.CoreferenceLink"
POS = f"{_DKPRO}.lexmorph.type.pos.POS"
DEPENDENCY = f"{_DKPRO}.syntax.type.dependency.Dependency"

STANDARD = (
    NodeType(SENTENCE, features=(Feature("id"),)),
    NodeType(TOKEN),
    NodeType(
        METADATA,
        DOCUMENT,
        tuple(map(Feature, ("documentTitle", "documentId", "documentUri", "collectionId"))),
    ),
    NodeType(NAMED_ENTITY, features=(Feature("value"), Feature("identifier"))),
    NodeType(CHAIN, BASE, (Feature("first", CHAIN_LINK),)),
    NodeType(
        CHAIN_LINK,
        features=(
            Feature("next", CHAIN_LINK),
            Feature("referenceType"),
            Feature("referenceRelation"),
        ),
    ),
)

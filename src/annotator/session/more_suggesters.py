"""All suggesters of an open project: those installed, its model, and a pipeline of the user's."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from annotator.errors import AnnotatorError
from annotator.model.schema import Schema
from annotator.session.model_folder import model_folder
from annotator.session.pipeline_choice import chosen_pipeline
from annotator.store.errors import StoreError
from annotator.store.facts import identity_at
from annotator.store.store import Store
from annotator.suggest.base import Suggester, Suggesters
from annotator.suggest.registry import installed


def suggesters_of(store: Store, schema: Schema) -> Suggesters:
    """What proposes in a project; a sentence for each that cannot be used."""
    found = installed()
    extra: list[Suggester] = []
    problems = list(found.problems)
    for load in (partial(_model, store.path), partial(_pipeline, schema)):
        try:
            extra += load()
        except AnnotatorError as error:
            problems.append(str(error))
    return Suggesters((*found.all, *extra), tuple(problems))


def _model(project: Path) -> list[Suggester]:
    """The model of a project, where it is on and can be read."""
    try:
        folder = model_folder(identity_at(project)[0])
    except StoreError:
        return []
    facts = folder.facts()
    if facts is None or not facts.on:
        return []
    # few projects have a model
    from annotator.session.training import rules  # noqa: PLC0415
    from annotator.suggest.crf import read  # noqa: PLC0415
    from annotator.suggest.model import ModelNames  # noqa: PLC0415

    if not folder.is_whole(facts):
        raise AnnotatorError(
            f"The model of this project is damaged and not used. Train it again ({folder.model})."
        )
    shares = {(key[:-1], key[-1] == "+"): share for key, share in facts.shares.items()}
    return [ModelNames(read(folder.model), shares, rules(), facts.documents)]


def _pipeline(schema: Schema) -> list[Suggester]:
    """The spaCy pipeline that the user chose, if any."""
    chosen = chosen_pipeline()
    if chosen is None:
        return []
    # loads half of the scientific Python, and nearly nobody uses it
    from annotator.suggest.spacy_pipeline import load_pipeline  # noqa: PLC0415

    return [load_pipeline(chosen, schema)]

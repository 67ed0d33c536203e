"""Tables of the timeline and of the claims: what happened when, and what is said and known."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import get_args

from sorotan.core import dates
from sorotan.core.records import Claim, Disagreement, Event
from sorotan.core.vocabulary import Agreement, Certainty, ClaimKind, ClaimVerdict, Openness, Stage
from sorotan.export.article_tables import QUOTE_DESCRIPTION, quote_pair
from sorotan.export.publication import Publication
from sorotan.export.table import Field, Row, Table, page_fields, pages, pair, pair_fields, sorted_rows


def event_tables(publication: Publication) -> Iterator[Table]:
    """Events and what the articles say of them."""
    yield _events(publication)
    yield _said(publication)


def claim_tables(publication: Publication) -> Iterator[Table]:
    """Claims, disagreements and the positions taken in them."""
    yield _claims(publication)
    yield _disagreements(publication)
    yield _positions(publication)


def _events(publication: Publication) -> Table:
    def row(id: str, event: Event) -> Row:
        when = dates.parse(event.date)
        return {
            **pair("title", event.title),
            **pair("label", event.label),
            "stage": event.stage,
            "date": event.date,
            "earliest": when.earliest.isoformat(),
            "latest": when.latest.isoformat(),
            "certainty": event.certainty,
            "entities": event.entities,
            "article": event.article,
            "developer": event.developer,
            "country": event.country,
            "openness": event.openness,
            **pair("license", event.license),
            **pair("parameters", event.parameters),
            **pair("modality", event.modality),
            **pair("summary", event.summary),
            "evidence": event.evidence,
            "relation": event.relation,
            **pair("doubt", event.doubt),
            **pair("note", event.note),
            "created": event.created,
            "modified": event.modified,
            **pages(publication, lambda scope: scope.links.event(id)),
        }

    fields = [
        Field("id", "id", "Id of the event."),
        *pair_fields("title", "Title"),
        *pair_fields("label", "Short name in the picture of the timeline, if it has one of its own"),
        Field("stage", "id", "What kind of step it is.", values=get_args(Stage)),
        Field("date", "edtf", "The date, with its precision and doubt."),
        Field("earliest", "date", "The first day that the date can mean."),
        Field("latest", "date", "The last day that the date can mean."),
        Field("certainty", "id", "How sure the date is.", values=get_args(Certainty)),
        Field("entities", "list", "What it is about, the main entity first."),
        Field("article", "id", "For the stage `article`: the article that appeared.", refers_to="articles"),
        Field("developer", "id", "Who developed what was released.", refers_to="entities"),
        Field("country", "id", "The country it belongs to.", refers_to="entities"),
        Field("openness", "id", "What was open to others.", values=get_args(Openness)),
        *pair_fields("license", "Licence"),
        *pair_fields("parameters", "Number of parameters"),
        *pair_fields("modality", "What the model handles"),
        *pair_fields("summary", "What happened"),
        Field("evidence", "list", "References, or blocks of articles, that carry it."),
        Field("relation", "id", "Whether an article names it.", values=("named", "implied", "context")),
        *pair_fields("doubt", "What is not certain"),
        *pair_fields("note", "Note"),
        Field("created", "edtf", "When the entry was written."),
        Field("modified", "edtf", "When the entry was last changed in substance."),
        *page_fields(publication),
    ]
    return Table("events", ["id"], fields, partial(sorted_rows, publication.corpus.timeline, row))


def _said(publication: Publication) -> Table:
    def rows() -> list[Row]:
        return [
            {
                "event": id,
                "number": number,
                "article": said.block.partition("#")[0],
                "block": said.block.partition("#")[2],
                "date": said.date,
                "agreement": said.agreement,
                **pair("text", said.text),
            }
            for id, event in sorted(publication.corpus.timeline.items())
            for number, said in enumerate(event.said, 1)
        ]

    fields = [
        Field("event", "id", "The event.", refers_to="events"),
        Field("number", "integer", "Position among the statements on the event, from 1."),
        Field("article", "id", "The article.", refers_to="articles"),
        Field("block", "id", "The block that says it."),
        Field("date", "edtf", "The date as the article gives it."),
        Field("agreement", "id", "How that compares with the date as known.", values=get_args(Agreement)),
        *pair_fields("text", "What the article says"),
    ]
    return Table("said", ["event", "number"], fields, rows)


def _claims(publication: Publication) -> Table:
    def row(id: str, claim: Claim) -> Row:
        return {
            "kind": claim.kind,
            "article": claim.article,
            "block": publication.source.block_of(claim.article, claim.target, f"claim-{id}") or None,
            **quote_pair(claim.target),
            "claimant": claim.claimant,
            **pair("text", claim.text),
            "supports": claim.supports,
            "contradicts": claim.contradicts,
            "verdict": claim.assessment.verdict,
            **pair("assessment", claim.assessment.text),
            "evidence": claim.assessment.evidence,
            "assessed": claim.assessment.date,
            **pages(publication, lambda scope: scope.links.claim(id)),
        }

    fields = [
        Field("id", "id", "Id of the claim."),
        Field("kind", "id", "What kind of statement it is.", values=get_args(ClaimKind)),
        Field("article", "id", "The article that makes or reports it.", refers_to="articles"),
        Field("block", "id", "The block it stands in."),
        *pair_fields("quote", QUOTE_DESCRIPTION),
        Field("claimant", "id", "Who claims it; the article itself when empty.", refers_to="entities"),
        *pair_fields("text", "The claim"),
        Field("supports", "list", "Claims of other articles that it agrees with."),
        Field("contradicts", "list", "Claims of other articles that it disagrees with."),
        Field("verdict", "id", "What the editors found.", values=get_args(ClaimVerdict)),
        *pair_fields("assessment", "What speaks for and against it"),
        Field("evidence", "list", "References, or blocks of articles, that the assessment rests on."),
        Field("assessed", "edtf", "When it was assessed."),
        *page_fields(publication),
    ]
    return Table("claims", ["id"], fields, partial(sorted_rows, publication.corpus.claims, row))


def _disagreements(publication: Publication) -> Table:
    def row(id: str, item: Disagreement) -> Row:
        return {
            **pair("title", item.title),
            **pair("question", item.question),
            **pair("known", item.known),
            "evidence": item.evidence,
            "date": item.date,
            **pages(publication, lambda scope: scope.links.disagreement(id)),
        }

    fields = [
        Field("id", "id", "Id of the disagreement."),
        *pair_fields("title", "Title"),
        *pair_fields("question", "The question that the articles answer differently"),
        *pair_fields("known", "What is known now, and how sure"),
        Field("evidence", "list", "References, or blocks of articles, that this rests on."),
        Field("date", "edtf", "When it was last considered."),
        *page_fields(publication),
    ]
    return Table("disagreements", ["id"], fields, partial(sorted_rows, publication.corpus.disagreements, row))


def _positions(publication: Publication) -> Table:
    def rows() -> list[Row]:
        return [
            {"disagreement": id, "number": number, **pair("text", position.text), "claims": position.claims}
            for id, item in sorted(publication.corpus.disagreements.items())
            for number, position in enumerate(item.positions, 1)
        ]

    fields = [
        Field("disagreement", "id", "The disagreement.", refers_to="disagreements"),
        Field("number", "integer", "Position on the page, from 1."),
        *pair_fields("text", "What this side says"),
        Field("claims", "list", "The claims that take this side."),
    ]
    return Table("positions", ["disagreement", "number"], fields, rows)

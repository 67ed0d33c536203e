"""Claims and disagreements: who says what, where, and what is known of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sorotan.core.records import Claim
from sorotan.views import labels
from sorotan.views.scope import Link, Scope


@dataclass(frozen=True)
class RelatedClaim:
    """A claim of another article that agrees or disagrees."""

    stance: str
    """`agrees` or `disagrees`."""
    label: str
    link: Link
    outlet: str


@dataclass(frozen=True)
class ClaimView:
    """One claim with its assessment."""

    id: str
    kind: str
    kind_label: str
    text: str
    claimant: Link
    place: Link
    verdict: str
    verdict_label: str
    assessment: str
    evidence: Sequence[Link]
    date: str
    related: Sequence[RelatedClaim]
    lag_notice: str
    """Said when its translation may be out of date."""


@dataclass(frozen=True)
class ClaimsView:
    """All claims by article."""

    articles: Sequence[tuple[Link, str, Sequence[ClaimView]]]
    """Article, its fragment on this page, and its claims."""
    verdicts: Sequence[tuple[str, str, int]]
    """Token, label and number of the claims with each verdict."""
    total: str


@dataclass(frozen=True)
class PositionView:
    """One side of a disagreement."""

    text: str
    claims: Sequence[RelatedClaim]


@dataclass(frozen=True)
class DisagreementView:
    """A question on which the articles differ."""

    id: str
    title: str
    question: str
    positions: Sequence[PositionView]
    known: str
    evidence: Sequence[Link]
    date: str
    lag_notice: str
    """Said when its translation may be out of date."""


@dataclass(frozen=True)
class Cell:
    """What one article says of a claim."""

    outlet: str
    stances: Sequence[tuple[str, str, Link]]
    """Token, label and where it is said; empty when the article does not touch on it."""


@dataclass(frozen=True)
class DisagreementsView:
    """The disagreements, and a matrix of claims against articles."""

    disagreements: Sequence[DisagreementView]
    outlets: Sequence[Link]
    """The columns of the matrix."""
    rows: Sequence[tuple[str, Link, str, str, Sequence[Cell]]]
    """Id of a claim, the claim, token and label of its verdict, and a cell for each article."""


def claims_view(scope: Scope) -> ClaimsView:
    """All claims in the order of the data."""
    related = _related(scope)
    claims = scope.corpus.claims
    verdicts = Counter(claim.assessment.verdict for claim in claims.values())
    articles = []
    for article in scope.corpus.articles:
        views = [_claim(id, c, related.get(id, ()), scope) for id, c in claims.items() if c.article == article]
        if views:
            link = Link(scope.title(article), scope.links.article(article), scope.outlet(article))
            articles.append((link, f"in-{article}", views))
    return ClaimsView(
        articles,
        [(v, scope.words(label), verdicts[v]) for v, label in labels.CLAIM_VERDICTS.items() if verdicts[v]],
        scope.words.plural("%(num)s claim", "%(num)s claims", len(claims)),
    )


def disagreements_view(scope: Scope) -> DisagreementsView:
    """The disagreements, and the claims that more than one article takes a side on."""
    language = scope.language
    related = _related(scope)
    articles = list(scope.corpus.articles)
    return DisagreementsView(
        [
            DisagreementView(
                id=id,
                title=item.title[language],
                question=item.question[language],
                positions=[
                    PositionView(p.text[language], [_reference(claim, "says", scope) for claim in p.claims])
                    for p in item.positions
                ],
                known=item.known[language],
                evidence=scope.evidences(item.evidence),
                date=scope.date(item.date),
                lag_notice=scope.lag_notice(f"disagreements/{id}"),
            )
            for id, item in scope.corpus.disagreements.items()
        ],
        [Link(scope.outlet(article), scope.links.article(article), scope.title(article)) for article in articles],
        [
            (
                id,
                Link(claim.text[language], scope.links.claim(id)),
                claim.assessment.verdict,
                scope.words(labels.CLAIM_VERDICTS[claim.assessment.verdict]),
                [_cell(article, id, claim, related[id], scope) for article in articles],
            )
            for id, claim in scope.corpus.claims.items()
            if id in related
        ],
    )


def _claim(id: str, claim: Claim, related: Sequence[tuple[str, str]], scope: Scope) -> ClaimView:
    language, words = scope.language, scope.words
    return ClaimView(
        id=id,
        kind=claim.kind,
        kind_label=words(labels.CLAIM_KINDS[claim.kind]),
        text=claim.text[language],
        claimant=scope.entity_link(claim.claimant) if claim.claimant else Link(words("the article itself"), ""),
        place=Link(
            scope.place(claim.article, claim.target.block),
            scope.links.passage(claim.article, claim.target, f"claim-{id}"),
            scope.title(claim.article),
        ),
        verdict=claim.assessment.verdict,
        verdict_label=words(labels.CLAIM_VERDICTS[claim.assessment.verdict]),
        assessment=claim.assessment.text[language],
        evidence=scope.evidences(claim.assessment.evidence),
        date=scope.date(claim.assessment.date),
        related=[_reference(other, stance, scope) for stance, other in related],
        lag_notice=scope.lag_notice(f"claims/{id}"),
    )


def _reference(id: str, stance: str, scope: Scope) -> RelatedClaim:
    claim = scope.corpus.claims.get(id)
    label = scope.words(labels.STANCES[stance])
    if claim is None:
        return RelatedClaim(stance, label, Link(id, ""), "")
    link = Link(claim.text[scope.language], scope.links.claim(id))
    return RelatedClaim(stance, label, link, scope.place(claim.article, claim.target.block))


def _cell(article: str, id: str, claim: Claim, related: Sequence[tuple[str, str]], scope: Scope) -> Cell:
    claims = scope.corpus.claims
    stances = [("says", id)] if claim.article == article else []
    stances += [(stance, other) for stance, other in related if claims[other].article == article]
    return Cell(
        scope.outlet(article),
        [
            (
                stance,
                scope.words(labels.STANCES[stance]),
                Link("", scope.links.passage(article, claims[other].target, f"claim-{other}"), _text(other, scope)),
            )
            for stance, other in stances
        ],
    )


def _text(id: str, scope: Scope) -> str:
    return scope.corpus.claims[id].text[scope.language]


def _related(scope: Scope) -> Mapping[str, Sequence[tuple[str, str]]]:
    """Stance and id of the claims that agree or disagree with each claim. Editors state each pair once."""
    related: dict[str, dict[tuple[str, str], None]] = {}
    claims = scope.corpus.claims
    for id, claim in claims.items():
        for stance, others in (("agrees", claim.supports), ("disagrees", claim.contradicts)):
            for other in others:
                if other in claims:
                    related.setdefault(id, {})[stance, other] = None
                    related.setdefault(other, {})[stance, id] = None
    return {id: list(pairs) for id, pairs in related.items()}

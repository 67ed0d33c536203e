"""Claims and disagreements: who says what, where, and what is known of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sorotan.core.lists import ListPage
from sorotan.core.records import Claim, Disagreement
from sorotan.views import filters, labels
from sorotan.views.filters import Choice, Filter
from sorotan.views.labels import N_
from sorotan.views.pager import Pager, pager, shown_of
from sorotan.views.scope import Link, Scope, paragraph

_COLUMNS: Final = 8
"""Articles that a matrix has columns for at most. With more of them nearly all cells would be empty."""

_ROWS: Final = 100
"""Claims that a matrix has at most. The list of claims has all, each with those that agree and disagree."""


@dataclass(frozen=True)
class RelatedClaim:
    """A claim of another article that agrees or disagrees."""

    stance: str
    """`agrees` or `disagrees`."""
    label: str
    link: Link
    place: str


@dataclass(frozen=True)
class ClaimView:
    """One claim with its assessment."""

    id: str
    kind_label: str
    """Empty where the verdict says it: an opinion is an opinion."""
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
    marks: Mapping[str, str]
    """What filters look at, by their names."""


@dataclass(frozen=True)
class ClaimsView:
    """The claims of a page of the list by article."""

    articles: Sequence[tuple[Link, str, Sequence[ClaimView]]]
    """Article, its fragment on this page, and its claims."""
    verdicts: Choice
    filters: Sequence[Filter]
    total: str
    pager: Pager | None


@dataclass(frozen=True)
class PositionView:
    """One side of a disagreement."""

    text: str
    claims: Sequence[tuple[Link, str]]
    """The passages that take it, each leading to the first of its claims, and how many there are if several."""


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
class Stance:
    """One side that an article takes on a claim."""

    token: str
    mark: str
    label: str
    places: Sequence[Link]
    """The passages that take it."""


@dataclass(frozen=True)
class Side:
    """An article that makes a claim, agrees or disagrees with it."""

    outlet: str
    stances: Sequence[Stance]


@dataclass(frozen=True)
class Row:
    """A claim and what the articles say of it."""

    id: str
    claim: Link
    verdict: str
    verdict_label: str
    sides: Sequence[Side | None]
    """Where there are columns, one for each article, None where it says nothing; otherwise those that do."""


@dataclass(frozen=True)
class Matrix:
    """Claims against articles."""

    marks: Sequence[Stance]
    """What the marks mean."""
    outlets: Sequence[Link]
    """The columns of the matrix; empty where there are too many articles for columns."""
    rows: Sequence[Row]
    more: Link | None
    """How many more claims there would be, and where they are. Those of the rows are then ordered by how many articles
    take a side on them."""


@dataclass(frozen=True)
class DisagreementsView:
    """A page of the disagreements."""

    disagreements: Sequence[DisagreementView]
    matrix: Matrix | None
    """On the first page."""
    pager: Pager | None


def claims_view(scope: Scope, page: ListPage) -> ClaimsView:
    """The claims of a page in the order of articles and data, with what the whole list can be filtered by."""
    related = _related(scope)
    claims = scope.corpus.claims
    by_article = {
        article: [_claim(id, claims[id], related.get(id, ()), scope) for id in ids]
        for article, ids in page.groups.items()
    }
    listed = _listed(scope)
    one = N_("Page %(page)s: claims in “%(first)s”")
    many = N_("Page %(page)s: claims in articles “%(first)s” to “%(last)s”")
    return ClaimsView(
        scope.by_article(by_article),
        _choice(scope, len(listed)),
        filters.on_page(_filters(listed, scope), [claim_marks(claims[id]) for id in page.ids]),
        _total(page, scope),
        pager(scope, scope.corpus.lists[page.first], page, scope.title, one, many),
    )


def claim_marks(claim: Claim) -> dict[str, str]:
    """What a claim can be filtered by: tokens and ids; the one who makes it is empty where it is the article itself."""
    return {
        "verdict": claim.assessment.verdict,
        "claimant": claim.claimant or "",
        "article": claim.article,
        "type": claim.kind,
    }


def _listed(scope: Scope) -> list[Claim]:
    """The claims that are shown: all but those of articles that are left out for their mistakes."""
    claims = scope.corpus.claims
    return [claims[id] for page in scope.corpus.lists["claims.md"] for id in page.ids]


def _total(page: ListPage, scope: Scope) -> str:
    whole = scope.words.plural("%(num)s claim", "%(num)s claims", page.total)
    return shown_of(scope, page, whole, N_("Page %(page)s of %(pages)s: %(shown)s of %(total)s claims"))


def _choice(scope: Scope, total: int) -> Choice:
    number = scope.words.number
    values = [(verdict, label, number(count)) for verdict, label, count in verdict_counts(scope)]
    return Choice("verdict", scope.words("Assessment"), values, number(total))


def verdict_counts(scope: Scope) -> list[tuple[str, str, int]]:
    """Token and label of each verdict, and the number of claims that have it, which is not zero."""
    counts = Counter(claim.assessment.verdict for claim in _listed(scope))
    return [(v, scope.words(label), counts[v]) for v, label in labels.CLAIM_VERDICTS.items() if counts[v]]


def disagreements_view(scope: Scope, page: ListPage) -> DisagreementsView:
    """The disagreements of a page, and on the first one the claims that more than one article takes a side on."""
    known, pages = scope.corpus.disagreements, scope.corpus.lists[page.first]
    one, many = N_("Page %(page)s: “%(first)s”"), N_("Page %(page)s: “%(first)s” to “%(last)s”")
    return DisagreementsView(
        [_disagreement(id, known[id], scope) for id in page.ids],
        _matrix(scope) if page.number == 1 else None,
        pager(scope, pages, page, lambda id: known[id].title[scope.language], one, many),
    )


def _disagreement(id: str, item: Disagreement, scope: Scope) -> DisagreementView:
    language = scope.language
    return DisagreementView(
        id=id,
        title=item.title[language],
        question=item.question[language],
        positions=[PositionView(p.text[language], _passages(p.claims, scope)) for p in item.positions],
        known=item.known[language],
        evidence=scope.evidences(item.evidence),
        date=scope.date(item.date),
        lag_notice=scope.lag_notice(f"disagreements/{id}"),
    )


def _matrix(scope: Scope) -> Matrix:
    related = _related(scope)
    articles = list(scope.corpus.articles)
    columns = articles if len(articles) <= _COLUMNS else []
    contested = _contested(related, scope)
    more = len(related) - len(contested)
    return Matrix(
        [Stance(token, mark, scope.words(labels.STANCES[token]), ()) for token, mark in labels.STANCE_MARKS.items()],
        [Link(scope.outlet(article), scope.links.article(article), scope.title(article)) for article in columns],
        [_row(id, related[id], columns, scope) for id in contested],
        Link(_more(more, scope), scope.links.page("claims.md")) if more else None,
    )


def _contested(related: Mapping[str, Sequence[tuple[str, str]]], scope: Scope) -> list[str]:
    """The claims for the matrix in the order of the data; of too many, those on which most articles take a side."""
    claims = scope.corpus.claims
    ids = [id for id in claims if id in related]
    if len(ids) <= _ROWS:
        return ids
    articles = {id: {claims[other].article for other in (id, *(other for _, other in related[id]))} for id in ids}
    return sorted(ids, key=lambda id: -len(articles[id]))[:_ROWS]


def _more(count: int, scope: Scope) -> str:
    return scope.words.plural(
        "%(num)s more claim is in the list of claims, with what agrees and disagrees with it.",
        "%(num)s more claims are in the list of claims, each with what agrees and disagrees with it.",
        count,
    )


def _row(id: str, related: Sequence[tuple[str, str]], columns: Sequence[str], scope: Scope) -> Row:
    claim = scope.corpus.claims[id]
    verdict = claim.assessment.verdict
    return Row(
        id,
        Link(claim.text[scope.language], scope.links.claim(id)),
        verdict,
        scope.words(labels.CLAIM_VERDICTS[verdict]),
        _sides(id, related, columns, scope),
    )


def _filters(claims: Sequence[Claim], scope: Scope) -> list[Filter]:
    """What claims can be filtered by besides their verdicts."""
    words = scope.words
    claimants = {claim.claimant for claim in claims if claim.claimant}
    return filters.useful(
        Filter("claimant", words("Who says it"), filters.entities(claimants, scope)),
        Filter("article", words("Article"), filters.articles({claim.article for claim in claims}, scope)),
        Filter("type", words("Kind"), filters.tokens({claim.kind for claim in claims}, labels.CLAIM_KINDS, scope)),
    )


def _claim(id: str, claim: Claim, related: Sequence[tuple[str, str]], scope: Scope) -> ClaimView:
    language, words = scope.language, scope.words
    return ClaimView(
        id=id,
        kind_label=words(labels.CLAIM_KINDS[claim.kind]) if claim.kind != claim.assessment.verdict else "",
        text=claim.text[language],
        claimant=scope.entity_link(claim.claimant) if claim.claimant else Link(words("the article itself"), ""),
        place=Link(
            _place(id, claim, scope),
            scope.passage(claim.article, claim.target, f"claim-{id}"),
        ),
        verdict=claim.assessment.verdict,
        verdict_label=words(labels.CLAIM_VERDICTS[claim.assessment.verdict]),
        assessment=claim.assessment.text[language],
        evidence=scope.evidences(claim.assessment.evidence),
        date=scope.date(claim.assessment.date),
        related=[_related_claim(other, stance, scope) for stance, other in related],
        lag_notice=scope.lag_notice(f"claims/{id}"),
        marks=claim_marks(claim),
    )


def _related_claim(id: str, stance: str, scope: Scope) -> RelatedClaim:
    claim = scope.corpus.claims[id]
    return RelatedClaim(
        stance,
        scope.words(labels.STANCES[stance]),
        Link(claim.text[scope.language], scope.links.claim(id)),
        _place(id, claim, scope),
    )


def _block(id: str, claim: Claim, scope: Scope) -> str:
    return scope.block_of(claim.article, claim.target, f"claim-{id}")


def _place(id: str, claim: Claim, scope: Scope) -> str:
    return scope.place(claim.article, _block(id, claim, scope))


def _passages(ids: Sequence[str], scope: Scope) -> list[tuple[Link, str]]:
    by_passage: dict[tuple[str, str], list[Link]] = {}
    for id in ids:
        if claim := scope.corpus.claims.get(id):  # it may be left out for its mistakes
            link = Link(claim.text[scope.language], scope.links.claim(id))
            by_passage.setdefault((claim.article, _block(id, claim, scope)), []).append(link)
    return [
        (
            Link(scope.place(article, block), links[0].url, " ".join(link.text for link in links)),
            scope.words.plural("%(num)s claim", "%(num)s claims", len(links)) if len(links) > 1 else "",
        )
        for (article, block), links in by_passage.items()
    ]


def _sides(id: str, related: Sequence[tuple[str, str]], columns: Sequence[str], scope: Scope) -> list[Side | None]:
    """Who takes which side on a claim: in the order of `columns`, or else whoever makes the claim first."""
    claims = scope.corpus.claims
    sides: dict[str, dict[str, dict[str, Link]]] = {}
    for stance, other in [("says", id), *related]:
        claim = claims[other]
        block = _block(other, claim, scope)
        place = Link(
            paragraph(block),
            scope.passage(claim.article, claim.target, f"claim-{other}"),
            claim.text[scope.language],
        )
        sides.setdefault(claim.article, {}).setdefault(stance, {}).setdefault(block, place)

    def side(article: str) -> Side:
        return Side(
            scope.outlet(article),
            [
                Stance(token, labels.STANCE_MARKS[token], scope.words(labels.STANCES[token]), list(places.values()))
                for token, places in sides[article].items()
            ],
        )

    return [side(article) if article in sides else None for article in columns or sides]


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

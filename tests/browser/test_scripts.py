"""What scripts add to the pages: colours, previews, filters, keys."""

from __future__ import annotations

import pytest
from accessibility import COLOURS, violations
from waiting import settled, until

ARTICLE = "articles/china-closing-the-gap/"


def background(page) -> str:
    return page.evaluate("getComputedStyle(document.body).backgroundColor")


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_colours_follow_the_device(visit, scripts: bool) -> None:
    light, dark = (visit("", scheme=scheme, scripts=scripts) for scheme in ("light", "dark"))
    assert background(light) != background(dark)
    assert dark.locator(".srt-scheme").is_visible() == scripts


def test_the_scheme_is_chosen_and_remembered(visit) -> None:
    page = visit("en/", scheme="light")
    device = background(page)
    for name in ("Theme follows the device", "Light theme"):
        page.get_by_role("button", name=name).click()
    button = page.get_by_role("button", name="Dark theme")
    button.wait_for()
    assert background(page) != device
    page.goto(page.url.replace("/en/", "/"))
    page.get_by_role("button", name="Tema gelap").wait_for()
    assert background(page) != device


BACK = "dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))"
"""As when browsers show a page again that they have kept; Playwright lets them keep none."""


def test_what_was_chosen_meanwhile_holds_on_the_page_that_was_kept(visit) -> None:
    page = visit(ARTICLE)
    light = background(page)
    page.evaluate("localStorage.setItem('srt-scheme', 'dark'); localStorage.setItem('srt-kinds-left-out', 'editing')")
    page.evaluate(BACK)
    assert background(page) != light
    assert page.get_by_role("button", name="Tema gelap").is_visible()
    assert not page.locator(".srt-note--editing").first.is_visible()
    assert page.locator('.srt-legend button[class*="--editing"]').get_attribute("aria-pressed") == "false"


def test_no_script_of_the_base_theme_runs(visit) -> None:
    page = visit(ARTICLE)
    sources = page.evaluate("[...document.scripts].filter(s => s.type !== 'application/ld+json').map(s => s.src)")
    assert sources
    assert all("/assets/sorotan/" in source for source in sources)


def preview(page):
    return page.locator(".srt-preview:popover-open")


def test_pointing_at_a_name_previews_its_page(visit) -> None:
    """WCAG 1.4.13: the preview can be pointed at, stays, and goes away with Escape."""
    page = visit(ARTICLE)
    link = page.locator(".srt-entity").nth(3)
    link.hover()
    preview(page).wait_for()
    assert preview(page).locator(".srt-preview__name").inner_text().strip()
    assert link.get_attribute("aria-describedby") == "srt-preview"
    preview(page).hover()
    page.wait_for_timeout(700)
    assert preview(page).is_visible()
    page.keyboard.press("Escape")
    assert preview(page).count() == 0
    assert link.get_attribute("aria-describedby") is None


@pytest.mark.parametrize(
    ("path", "links"),
    [
        ("en/timeline/", ".srt-event .srt-chip"),
        ("entities/deepseek-r1/", ".srt-facts__value a"),
        ("en/quotes/", ".srt-quote__who a[href*='entities/']"),
        ("claims/", ".srt-claim a[href*='entities/']"),
        ("glossary/", ".srt-term dt a"),
        ("en/network/", ".srt-ties__relation a"),
    ],
)
def test_a_name_is_previewed_wherever_it_stands(visit, path: str, links: str) -> None:
    page = visit(path)
    link = page.locator(links).first
    link.hover()
    preview(page).wait_for()
    assert preview(page).locator(".srt-preview__name").inner_text().strip()
    assert link.get_attribute("aria-describedby") == "srt-preview"


def test_the_index_of_names_has_no_previews(visit) -> None:
    """Beside each name stands what a preview would say; a tap follows at once."""
    page = visit("en/entities/", width=360, touch=True)
    page.locator(".srt-entry a").first.tap()
    page.wait_for_url("**/entities/*/")


def test_tabbing_to_a_reference_previews_it(visit) -> None:
    page = visit("en/entities/deepseek-r1/")
    link = page.locator('.srt-evidence a[href*="#ref-"]').first
    title = link.get_attribute("title")
    page.locator(".srt-skip").focus()  # as the keyboard does, so that the browser shows the focus
    page.keyboard.press("Tab")
    link.focus()
    preview(page).wait_for()
    assert preview(page).locator(".srt-reference__text").is_visible()
    assert preview(page).locator("a, [id]").count() == 0
    link.blur()
    assert preview(page).count() == 0
    assert link.get_attribute("title") == title


def test_a_note_out_of_sight_is_previewed(visit) -> None:
    page = visit(ARTICLE, width=360)
    page.locator(".srt-noteref").nth(3).hover()
    preview(page).wait_for()
    box = preview(page).bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 360
    number = page.locator(".srt-note__number").nth(3)
    assert preview(page).locator("p").nth(1).inner_text() in page.locator(".srt-note").nth(3).text_content()
    assert number.is_visible()


def test_a_tap_previews_and_a_second_one_follows(visit) -> None:
    page = visit(ARTICLE, width=360, touch=True)
    link = page.locator(".srt-entity").nth(3)
    link.tap()
    preview(page).wait_for()
    address = page.url
    way = preview(page).get_by_role("link")
    assert way.get_attribute("href") == link.evaluate("link => link.href")
    assert way.evaluate("way => way === document.activeElement"), "who cannot see it is led there"
    page.keyboard.press("Escape")
    assert preview(page).count() == 0
    assert link.evaluate("link => link === document.activeElement")
    link.tap()
    preview(page).wait_for()
    page.locator("h1").tap()
    assert preview(page).count() == 0
    link.tap()
    preview(page).wait_for()
    assert page.url == address
    link.tap()
    page.wait_for_url("**/entities/*/")


def test_a_name_is_previewed_however_the_pointer_moves_on_it(visit) -> None:
    """Over a part that is in italics, or away and back before anything was seen."""
    page = visit(ARTICLE)
    link = page.locator(".srt-entity").nth(3)
    link.evaluate("link => { link.innerHTML = '<em>One</em> name' }")
    link.hover(position={"x": 2, "y": 8})
    link.locator("em").hover(position={"x": 4, "y": 8})
    link.hover(position={"x": 50, "y": 8})
    preview(page).wait_for()
    page.keyboard.press("Escape")
    link = page.locator(".srt-entity").nth(6)
    link.hover()
    page.locator("h1").dispatch_event("pointerover")
    link.dispatch_event("pointerover")
    preview(page).wait_for()


def test_a_preview_that_comes_late_leaves_the_link_as_it_was(visit) -> None:
    """Pointed at while its page is still on its way, then elsewhere, then once more."""
    held: list = []
    page = visit("en/entities/deepseek-r1/", before=lambda page: page.clock.install())
    page.route("**/references/", lambda route: held.append(route))
    one, other = (page.locator('.srt-evidence a[href*="#ref-"]').nth(number) for number in (0, 1))
    title = one.get_attribute("title")
    one.hover()
    page.clock.run_for(300)
    other.hover()
    one.hover()
    assert len(held) == 1
    held[0].continue_()
    preview(page).wait_for()
    page.clock.run_for(300)
    assert preview(page).locator(".srt-reference__text").is_visible()
    page.keyboard.press("Escape")
    assert one.get_attribute("title") == title


def test_a_preview_stays_with_its_link(visit) -> None:
    """When the window is turned, or the link is scrolled away, which takes it along."""
    page = visit(ARTICLE, width=1024, touch=True)
    names = page.locator(".srt-entity")
    right = names.evaluate_all("names => names.findIndex(name => name.getBoundingClientRect().left > 480)")
    names.nth(right).tap()
    preview(page).wait_for()
    page.set_viewport_size({"width": 360, "height": 1024})
    until(page, "document.querySelector('.srt-preview').getBoundingClientRect().right <= 360")
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    preview(page).wait_for(state="detached")
    assert names.nth(right).evaluate("link => link === document.activeElement")


def test_a_tap_follows_where_there_is_no_preview(visit) -> None:
    page = visit(ARTICLE, width=360, touch=True)
    page.evaluate("void (window.fetch = () => Promise.reject())")
    page.locator(".srt-entity").nth(3).tap()
    page.wait_for_url("**/entities/*/")


def test_a_tap_on_the_number_of_a_note_opens_it(visit) -> None:
    page = visit(ARTICLE, width=360, touch=True)
    number = page.locator(".srt-noteref").nth(3)
    number.tap()
    assert page.locator(f"{number.get_attribute('href')} .srt-note__body").is_visible()
    page.wait_for_timeout(500)
    assert preview(page).count() == 0


@pytest.mark.parametrize("width", [360, 768, 1440])
def test_marked_words_lead_to_their_note(visit, width: int) -> None:
    page = visit(ARTICLE, width=width)
    mark = page.locator(".srt-mark").nth(2)
    note = mark.get_attribute("data-note")
    mark.click()
    until(page, "note => location.hash === `#note-${note}`", note)
    assert page.locator(f"#note-{note} .srt-note__body").is_visible()

    page.evaluate("location.hash = ''")
    box = mark.bounding_box()
    page.mouse.move(box["x"] + 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2, steps=4)
    page.mouse.up()
    assert page.evaluate("getSelection().toString()"), "words can be selected"
    assert page.evaluate("location.hash") == ""


@pytest.mark.parametrize("width", [360, 1440])
def test_kinds_of_notes_are_left_out_and_remembered(visit, width: int) -> None:
    page = visit(ARTICLE, width=width)
    corrections = page.locator(".srt-note--editing")
    assert corrections.first.is_visible()
    assert page.locator(".srt-legend button[aria-pressed=true]").count() == 8
    button = page.locator('.srt-legend button[class*="--editing"]')
    button.click()
    assert button.get_attribute("aria-pressed") == "false"
    assert not any(note.is_visible() for note in corrections.all())
    assert not any(number.is_visible() for number in page.locator(".srt-noteref--editing").all())
    assert page.locator(".srt-mark--editing:not(.srt-mark--off)").count() == 0
    assert page.locator(".srt-note--assessing").first.is_visible()

    page.reload()
    assert page.locator(".srt-legend button[aria-pressed=false]").count() == 1
    assert page.locator(".srt-notelist li:visible").count() == page.locator(".srt-note:visible").count()
    id = corrections.first.get_attribute("id")
    page.goto(page.url + f"#{id}")  # an address that names a note shows it all the same
    assert page.locator(f"#{id} .srt-note__body").is_visible()


@pytest.mark.parametrize("path", [f"en/{ARTICLE}", "en/notes/"])
def test_what_is_left_out_is_told_and_shown_again(visit, path: str) -> None:
    """On the pages where the reader did not switch it off, too."""
    page = visit(f"en/{ARTICLE}")
    page.locator('.srt-legend button[class*="--editing"]').click()
    page.goto(page.url.replace(f"en/{ARTICLE}", path))
    notes = page.locator(".srt-note, .srt-part .srt-notelink")
    total, left = notes.count(), notes.locator("visible=true").count()
    assert 0 < left < total
    assert page.get_by_text(f"Shown: {left} of {total} notes").count() == 1
    again = page.get_by_role("button", name="Show all")
    again.click()
    assert notes.locator("visible=true").count() == total
    assert not again.is_visible()
    assert page.get_by_text("Shown:").count() == 0
    assert page.evaluate("document.activeElement.matches('.srt-kind')"), "the keyboard goes on from there"
    page.reload()
    assert not again.is_visible()


def test_kinds_are_left_out_in_both_languages_and_in_the_list_of_all_notes(visit) -> None:
    page = visit(ARTICLE)
    page.locator('.srt-legend button[class*="--editing"]').click()
    page.locator("a[data-srt-switch]").click()
    page.wait_for_url("**/en/articles/**")
    assert not page.locator(".srt-note--editing").first.is_visible()
    page.goto(page.url.split("/en/")[0] + "/en/notes/")
    assert page.get_by_role("button", name="Correction").get_attribute("aria-pressed") == "false"
    assert page.locator(".srt-notelink--editing:visible").count() == 0
    assert page.locator(".srt-notelink--assessing:visible").count() > 0
    page.get_by_role("button", name="Correction").click()
    assert page.locator(".srt-notelink--editing:visible").count() > 0


@pytest.mark.parametrize("width", [360, 1440])
@pytest.mark.parametrize(("path", "places"), [
    ("claims/", ".srt-claim"),
    ("quotes/", ".srt-quote"),
    ("references/", ".srt-reference"),
    ("timeline/", ".srt-event"),
    ("notes/", ".srt-notelink"),
    ("glossary/", ".srt-term"),
    ("network/", "tbody tr"),
    ("disagreements/", "tbody tr"),
    ("method/", "h2"),
])  # fmt: skip
def test_the_place_in_a_list_is_kept_between_languages(visit, path: str, places: str, width: int) -> None:
    page = visit(path, width=width)
    place = page.locator(places).nth(5)
    id = place.get_attribute("id")
    place.evaluate("place => place.scrollIntoView()")
    page.locator("a[data-srt-switch]").click()
    page.wait_for_url(f"**/en/{path}*")
    assert page.url.endswith(f"/en/{path}#{id}")
    assert page.locator(f"#{id}").evaluate("place => place.getBoundingClientRect().top < innerHeight / 2")


def test_the_place_is_not_looked_for_in_what_is_not_laid_out(visit) -> None:
    """Each section that is asked where it is would be laid out then; hundreds of them take seconds."""
    page = visit("claims/")
    page.locator(".srt-part").evaluate_all("parts => parts.forEach(part => part.classList.add('srt-part--later'))")
    page.locator(".srt-claim").last.evaluate("claim => claim.scrollIntoView()")
    until(page, "() => !document.querySelector('.srt-claim').checkVisibility({ contentVisibilityAuto: true })")
    page.evaluate("""() => {
        const measure = Element.prototype.getBoundingClientRect;
        window.laidOut = [];
        Element.prototype.getBoundingClientRect = function () {
            if (!this.checkVisibility({ contentVisibilityAuto: true })) laidOut.push(this.id);
            return measure.call(this);
        };
    }""")
    page.locator("a[data-srt-switch]").dispatch_event("pointerdown")
    assert page.evaluate("laidOut") == []
    assert "#claim-" in page.locator("a[data-srt-switch]").get_attribute("href")


def test_the_list_of_notes_says_how_many_are_left(visit) -> None:
    page = visit("en/notes/")
    status = page.locator(".srt-kinds-state > [role=status]")
    assert status.text_content() == ""
    total = page.locator(".srt-notelink").count()
    kinds = page.locator(".srt-legend button")
    for number in range(kinds.count() - 1):
        kinds.nth(number).click()
    left = page.locator(".srt-notelink:visible").count()
    assert 0 < left < total
    assert status.inner_text() == f"Shown: {left} of {total} notes"
    sections = page.locator("section:has(.srt-notelink):visible")
    assert sections.count() < page.locator("section:has(.srt-notelink)").count()
    assert all(section.locator(".srt-notelink:visible").count() for section in sections.all())
    for number in range(kinds.count() - 1):
        kinds.nth(number).click()
    assert status.text_content() == ""
    assert sections.count() == page.locator("section:has(.srt-notelink)").count()


def test_the_list_of_notes_shows_what_an_address_names(visit) -> None:
    """Though it is of a kind that was left out, as long as it is not left out then."""
    page = visit("en/notes/")
    corrections = page.get_by_role("button", name="Correction")
    corrections.click()
    one, other = (page.locator(".srt-notelink--editing").nth(number) for number in (0, 1))
    page.evaluate("id => location.hash = id", one.get_attribute("id"))
    one.wait_for()
    page.reload()
    assert one.is_visible()
    corrections.click()
    assert page.url.endswith("en/notes/")
    page.reload()
    assert not one.is_visible()
    page.evaluate("id => location.hash = id", other.get_attribute("id"))
    other.wait_for()
    assert 0 <= other.bounding_box()["y"] < 900


@pytest.mark.parametrize("place", ["note", "ref", "passage"])
def test_a_note_that_is_left_out_is_named_no_more(visit, place: str) -> None:
    """Otherwise the address would show it, and its kind, when the page comes again."""
    page = visit(f"en/{ARTICLE}#{place}-gap-code-not-weights")
    note = page.locator("#note-gap-code-not-weights")
    assert note.is_visible()
    page.get_by_role("button", name="Comment").click()
    assert page.url.endswith(f"#{place}-gap-code-not-weights"), "it is shown still"
    page.get_by_role("button", name="Correction").click()
    assert page.url.endswith(f"en/{ARTICLE}")
    page.reload()
    assert not note.is_visible()
    assert page.get_by_role("button", name="Correction").get_attribute("aria-pressed") == "false"


def test_keys_are_told_where_they_do_something(visit) -> None:
    assert "n catatan berikutnya" in visit(ARTICLE).locator(".srt-keys").inner_text()
    assert visit("network/").locator(".srt-keys").inner_text().endswith("/ Cari")


@pytest.mark.parametrize("width", [360, 1440])
def test_from_note_to_note(visit, width: int) -> None:
    page = visit(ARTICLE, width=width)
    ids = page.locator(".srt-note").evaluate_all("notes => notes.map(note => '#' + note.id)")
    hash = lambda: page.evaluate("location.hash")  # noqa: E731
    page.keyboard.press("n")
    assert hash() == ids[0]
    assert page.locator(ids[0]).get_by_role("button", name="Catatan sebelumnya").is_disabled()
    page.keyboard.press("n")
    assert hash() == ids[1]
    page.locator(ids[1]).get_by_role("button", name="Catatan berikutnya").click()
    assert hash() == ids[2]
    assert page.locator(f"{ids[2]} .srt-note__body").is_visible()
    page.keyboard.press("p")
    assert hash() == ids[1]
    page.locator(".srt-keys button").click()
    page.keyboard.press("n")
    assert hash() == ids[1]


def test_steps_from_note_to_note_cost_little(visit) -> None:
    """They are no entries of the history, and measure no note again."""
    page = visit(f"en/{ARTICLE}")
    entries = page.evaluate("history.length")
    page.keyboard.press("n")
    settled(page)
    page.evaluate("""
        window.folds = 0;
        const isFold = ({ oldValue, target }) => (oldValue === null) === target.open;
        const folds = new MutationObserver((changes) => (window.folds += changes.filter(isFold).length));
        const which = { subtree: true, attributeFilter: ["open"], attributeOldValue: true };
        folds.observe(document.querySelector(".srt-story"), which);
    """)
    for _ in range(4):
        page.keyboard.press("n")
        settled(page)
    lit = page.locator(".srt-note.srt-lit")
    assert page.evaluate("location.hash") == "#" + lit.get_attribute("id")
    assert page.locator(".srt-note:target").get_attribute("id") == lit.get_attribute("id")
    assert page.evaluate("window.folds") <= 4 * 4
    assert page.evaluate("history.length") == entries


@pytest.mark.parametrize(("width", "menu"), [(1440, ".srt-tabs .srt-drop"), (360, ".srt-menu")])
def test_a_long_menu_is_in_the_window_and_opens_where_the_reader_is(visit, width: int, menu: str) -> None:
    page = visit(ARTICLE, width=width)
    page.evaluate("""
        for (const link of document.querySelectorAll(".srt-header li:has(> [aria-current=page])")) {
            for (let i = 0; i < 40; i++) {
                const other = link.cloneNode(true);
                other.firstElementChild.removeAttribute("aria-current");
                i < 30 ? link.before(other) : link.after(other);
            }
        }
    """)
    place = page.evaluate("scrollY")
    opened = page.locator(menu, has=page.locator("[aria-current=page]")).first
    opened.locator("summary").click()
    box = opened.locator(":scope > :not(summary)").bounding_box()
    assert box["y"] + box["height"] <= 900
    at = opened.locator("[aria-current=page]")
    until(page, "at => at.getBoundingClientRect().top < 600", at.element_handle())
    assert at.bounding_box()["y"] > box["y"]
    assert page.evaluate("scrollY") == place


@pytest.mark.parametrize(("width", "menu"), [(1440, ".srt-tabs .srt-drop"), (360, ".srt-menu")])
def test_a_menu_hides_nothing_that_is_focused(visit, width: int, menu: str) -> None:
    """WCAG 2.4.11: it closes when the keyboard leaves it, in either direction."""
    page = visit(ARTICLE, width=width)
    opened = page.locator(menu).last
    for key, end in (("Tab", opened.locator("a").last), ("Shift+Tab", opened.locator("summary"))):
        opened.locator("summary").click()
        end.focus()
        assert opened.get_attribute("open") is not None
        page.keyboard.press(key)
        assert not page.evaluate("menu => menu.contains(document.activeElement)", opened.element_handle())
        assert opened.get_attribute("open") is None


def test_on_a_phone_the_network_opens_where_most_of_it_is(visit) -> None:
    page = visit("network/", width=360)
    inside = """frame => {
        const { left, right } = frame.getBoundingClientRect();
        const dots = Array.from(frame.querySelectorAll("circle"), dot => dot.getBoundingClientRect());
        return dots.filter(dot => dot.left >= left && dot.right <= right).length / dots.length;
    }"""
    frame = page.locator(".srt-ties__scroll")
    assert frame.evaluate(inside) > 0.3
    assert page.evaluate("scrollY") == 0
    page.set_viewport_size({"width": 718, "height": 900})  # a sheet of paper
    page.emulate_media(media="print")
    assert frame.evaluate(inside) == 1


def test_a_stroke_opens_the_search(visit) -> None:
    page = visit("en/")
    page.keyboard.press("/")
    page.locator("dialog[open] .srt-search__input").wait_for()
    page.keyboard.type("open weights")
    page.locator(RESULT).first.wait_for()
    for title in titles(page):
        shown = page.locator(RESULT, has=page.get_by_role("link", name=title, exact=True)).first
        for excerpt in shown.locator(".srt-quiet").all_inner_texts():
            assert title not in excerpt
    assert page.locator(".srt-search__input").input_value() == "open weights"


def test_what_is_typed_before_the_search_is_loaded_is_searched_for(visit) -> None:
    """The dialog opens at once, on the slowest line, and is closed again as ever."""
    waiting: list = []
    page = visit("en/", before=lambda page: page.route("**/search.js", lambda route: waiting.append(route)))
    page.keyboard.press("/")
    page.keyboard.type("DeepSeek")
    page.keyboard.press("Enter")
    assert page.locator("dialog[open] .srt-search__input").input_value() == "DeepSeek"
    page.locator(".srt-search__close").click()
    assert page.locator("dialog[open]").count() == 0
    page.keyboard.press("/")
    [script] = waiting
    script.continue_()
    page.locator(RESULT).first.wait_for()
    assert titles(page)[0] == "DeepSeek"


@pytest.mark.parametrize("file", ["search.js", "pagefind.js"])
def test_a_search_that_does_not_load_says_so(new_context, address: str, file: str) -> None:
    context = new_context()
    page = context.new_page()
    page.route(f"**/{file}", lambda route: route.abort())
    page.goto(f"{address}en/")
    page.keyboard.press("/")
    page.get_by_role("dialog").get_by_text("The search could not be loaded.").wait_for()
    page.keyboard.press("Escape")
    assert page.locator("dialog[open]").count() == 0
    context.close()


def test_enter_leads_to_what_was_typed_last(visit) -> None:
    """However fast it was typed: the results of other words are still there."""
    page = visit("en/")
    page.keyboard.press("/")
    search_for(page, "Kimi")
    page.locator(".srt-search__input").fill("Qwen")
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/entities/qwen/")


def test_a_search_that_is_opened_again_goes_on(visit) -> None:
    """What was closed before it was found is found, and what is found is in the address."""
    page = visit("en/")
    page.keyboard.press("/")
    search_for(page, "Kimi")
    page.locator(".srt-search__input").fill("Qwen")
    page.locator(".srt-search__close").click()
    assert "?" not in page.url
    page.keyboard.press("/")
    until(page, "new URLSearchParams(location.search).get('q') === 'Qwen'")
    assert titles(page)[0] == "Qwen"


def test_only_a_click_beside_the_search_closes_it(visit) -> None:
    """Neither one on its edge nor words that are marked beyond it."""
    page = visit("en/?q=DeepSeek")
    page.locator(RESULT).first.wait_for()
    box, line = page.locator(".srt-search").bounding_box(), page.locator(".srt-search__input").bounding_box()
    page.mouse.click(box["x"] + 6, box["y"] + 300)
    page.mouse.move(line["x"] + 60, line["y"] + 10)
    page.mouse.down()
    page.mouse.move(box["x"] - 60, line["y"] + 10, steps=3)
    page.mouse.up()
    assert page.evaluate("getSelection().toString()")
    assert page.locator("dialog[open]").count() == 1
    page.mouse.click(box["x"] - 60, line["y"] + 10)
    assert page.locator("dialog[open]").count() == 0


def test_no_result_is_listed_twice(visit) -> None:
    """Where the button for more is clicked twice before there is more."""
    page = visit("en/?q=model")
    page.locator(RESULT).first.wait_for()
    page.locator(".srt-search__further").evaluate("button => { button.click(); button.click(); }")
    until(page, "document.activeElement.matches('.srt-search__title a')")
    settled(page)
    links = page.locator(".srt-search__title a").evaluate_all("links => links.map(link => link.href)")
    assert len(links) == len(set(links)) == 48


def test_the_focus_is_seen_in_the_search(visit) -> None:
    page = visit("en/?q=DeepSeek")
    page.locator(RESULT).first.wait_for()
    page.locator(".srt-search__input").focus()
    rings = []
    while (name := page.evaluate("document.activeElement.localName")) != "body" and len(rings) < 8:
        ring = page.evaluate("getComputedStyle(document.activeElement).outline")
        rings.append((name, "solid 2px" in ring))
        page.keyboard.press("Tab")
    assert ("input", True) in rings[1:], "the choice of what is searched"
    assert all(is_seen for _, is_seen in rings), rings


RESULT = ".srt-search__results > li"
PASSAGE = ".srt-search__passages > li"


def search_for(page, words: str) -> None:
    page.locator("dialog[open] .srt-search__input").fill(words)
    until(page, "words => new URLSearchParams(location.search).get('q') === words", words)


def titles(page) -> list[str]:
    return page.locator(".srt-search__title a").all_inner_texts()


@pytest.mark.parametrize(
    ("prefix", "words", "first"),
    [
        ("en/", "method", "Method"),
        ("", "glosarium", "Glosarium"),
        ("", "EDTF", "Metode"),
        ("en/", "can china innovate", "Can China innovate?"),
    ],
)
def test_every_page_is_found_and_every_disagreement(visit, prefix: str, words: str, first: str) -> None:
    page = visit(prefix)
    page.keyboard.press("/")
    search_for(page, words)
    assert titles(page)[0] == first
    result = page.locator(RESULT).first
    assert result.locator("p").first.inner_text().count("·") == (1 if words.startswith("can") else 0)


def test_what_is_marked_has_no_punctuation(visit) -> None:
    page = visit("en/")
    page.keyboard.press("/")
    search_for(page, "open-weight")
    marks = page.locator(".srt-search__results mark").all_text_contents()
    assert len(marks) > 10
    assert [mark for mark in marks if not (mark[0] + mark[-1]).isalnum()] == []


def test_a_passage_is_called_what_it_is_once(visit) -> None:
    page = visit("method/")
    heading = next(text for text in page.locator("h2").all_inner_texts() if len(text.split()) > 1)
    page.keyboard.press("/")
    search_for(page, heading)
    passages = page.locator(PASSAGE).all_inner_texts()
    assert any(text.startswith(f"{heading} ") for text in passages)
    assert not any(text.startswith(f"{heading} {heading}") for text in passages)


@pytest.mark.parametrize("prefix", ["", "en/"], ids=["id", "en"])
def test_results_are_counted_by_what_they_are(visit, prefix: str) -> None:
    page = visit(prefix)
    page.keyboard.press("/")
    search_for(page, "model")
    counts = [int(count) for count in page.locator(".srt-search__count").all_inner_texts()]
    assert counts[0] == sum(counts[1:])
    assert all(counts)
    page.locator(".srt-search__input").focus()
    page.keyboard.press("Tab")  # the button
    page.keyboard.press("Tab")  # what is chosen
    for number, section in enumerate(("article", "note", "entity", "event", "claim"), 1):
        page.keyboard.press("ArrowRight")
        until(page, "section => location.search.endsWith(`in=${section}`)", section)
        assert f"{counts[number]} " in page.locator(".srt-search__status").inner_text()
        label = page.locator("input:checked + span").inner_text()
        found = page.locator(f"{RESULT} > p:first-child").all_inner_texts()
        assert len(found) == min(counts[number], 24)
        assert all(what.startswith(f"{label} · ") for what in found)
    search_for(page, "qwertzuiop")
    assert page.locator(".srt-search__sections").is_hidden()


def test_what_is_searched_for_is_in_the_address(visit) -> None:
    page = visit("en/?q=Kimi&in=entity")
    results = page.locator(".srt-search__results a")
    results.first.wait_for()
    assert page.locator("input[value=entity]").is_checked()
    before = titles(page)
    page.locator(".srt-search__input").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert results.nth(1).evaluate("link => link === document.activeElement")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    page.wait_for_url("**/entities/**")
    page.go_back()
    results.first.wait_for()
    assert titles(page) == before
    page.locator(".srt-search__close").click()
    until(page, "location.search === ''")


def test_the_same_is_searched_for_in_the_other_language(visit) -> None:
    """With words, section and the place behind the search."""
    page = visit("en/articles/us-open-model-gap/#p5")
    page.keyboard.press("/")
    elsewhere = page.locator(".srt-search__elsewhere a")
    assert not elsewhere.is_visible(), "nothing is searched for yet"
    search_for(page, "Kimi")
    page.locator("input[value=claim]").check()
    until(page, "new URLSearchParams(location.search).get('in') === 'claim'")
    assert violations(page) == []
    elsewhere.click()
    page.wait_for_url("**/articles/us-open-model-gap/?q=Kimi&in=claim#p5")
    assert "/en/" not in page.url
    page.locator(".srt-search__results a").first.wait_for()
    assert page.locator("input[value=claim]").is_checked()


@pytest.mark.parametrize("prefix", ["", "en/"], ids=["id", "en"])
@pytest.mark.parametrize(
    ("words", "name"), [("Hangzhou DeepSeek", "DeepSeek"), ("qwen", "Qwen"), ("Z.ai", "Z.ai"), ("Zhipu", "Z.ai")]
)
def test_names_and_aliases_find_the_entity_first(visit, prefix: str, words: str, name: str) -> None:
    page = visit(prefix)
    page.keyboard.press("/")
    search_for(page, words)
    assert titles(page)[0] == name


def test_all_results_can_be_seen(visit) -> None:
    page = visit("en/?q=model")
    page.locator(RESULT).first.wait_for()
    total = int(page.locator(".srt-search__status").inner_text().split()[0])
    assert total > 48
    more = page.locator(".srt-search__further")
    for shown in (*range(48, total, 24), total):
        more.click()
        until(page, "([selector, count]) => document.querySelectorAll(selector).length === count", [RESULT, shown])
        first = page.locator(RESULT).nth((shown - 1) // 24 * 24).locator("a").first
        assert first.evaluate("link => link === document.activeElement")
    assert more.is_hidden()
    assert len(set(page.locator(".srt-search__title a").evaluate_all("links => links.map(a => a.href)"))) == total


def test_new_results_are_seen_from_the_first_on(visit) -> None:
    page = visit("en/?q=model")
    page.locator(RESULT).nth(20).scroll_into_view_if_needed()
    search_for(page, "DeepSeek")
    until(page, "document.querySelector('.srt-search').scrollTop === 0")
    page.locator(RESULT).nth(10).scroll_into_view_if_needed()
    page.locator("input[value=note]").evaluate("choice => choice.click()")  # as the arrows do, without scrolling
    until(page, "location.search.endsWith('in=note')")
    assert page.locator(".srt-search").evaluate("dialog => dialog.scrollTop") == 0


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (360, 400), (740, 360)])
def test_the_search_hides_no_result_that_is_focused(visit, width: int, height: int) -> None:
    """In a low window, it leaves most of the room to the results."""
    page = visit("en/?q=DeepSeek", width=width)
    page.set_viewport_size({"width": width, "height": height})
    page.locator(RESULT).first.wait_for()
    dialog = page.locator(".srt-search")
    covered = "form => Math.max(form.offsetHeight, form.firstElementChild.offsetHeight)"
    if height < 500:
        assert dialog.locator("form").evaluate(covered) < dialog.bounding_box()["height"] / 4
        first, last = (dialog.locator("fieldset label:visible").nth(i).bounding_box() for i in (0, -1))
        assert first["y"] == last["y"], "what is searched stands in one row"
    page.locator(f"{RESULT} a:visible").nth(16).focus()
    for key in ("ArrowUp", "Shift+Tab") * 6:
        page.keyboard.press(key)
        top = page.evaluate("document.activeElement.getBoundingClientRect().top")
        assert top >= dialog.bounding_box()["y"] + dialog.locator("form").evaluate(covered)


@pytest.mark.parametrize(("prefix", "words"), [("", "zzzzqq"), ("en/", "zzzzqq"), ("en/", "zzzzqq&in=article")])
def test_nothing_is_found_by_the_first_letters_of_a_word(visit, prefix: str, words: str) -> None:
    """Pagefind looks for the beginning of a word that it does not know: here for the “Z” of “A to Z”."""
    page = visit(f"{prefix}?q={words}")
    until(page, "document.querySelector('.srt-search__status').textContent")
    assert page.locator(".srt-search__status").inner_text() in ("Nothing found", "Tidak ada yang ditemukan")
    assert page.locator(RESULT).count() == 0
    assert not page.locator(".srt-search__sections").is_visible()
    search_for(page, "running" if prefix else "mengumumkan")  # in other forms, which are no beginnings of it
    assert page.locator(RESULT).count() > 0


@pytest.mark.parametrize("prefix", ["", "en/"], ids=["id", "en"])
def test_no_count_contradicts_a_phrase(visit, prefix: str) -> None:
    page = visit(prefix)
    page.keyboard.press("/")
    search_for(page, '"no such tidak ada"')
    assert page.locator(RESULT).count() == 0
    assert page.locator(".srt-search__sections").is_hidden()
    search_for(page, '"DeepSeek-R1"')
    assert page.locator(".srt-search__sections").is_visible()
    assert set(page.locator(".srt-search__count").all_inner_texts()) == {""}


@pytest.mark.parametrize("prefix", ["", "en/"], ids=["id", "en"])
@pytest.mark.parametrize("section", ["article", "note"])
def test_results_lead_to_their_best_passages(visit, section: str, prefix: str) -> None:
    """Each result of an article and of the notes on it has three passages at most, and the others behind a button."""
    page = visit(f"{prefix}?q=DeepSeek&in={section}")
    page.locator(RESULT).first.wait_for()
    articles = page.locator(RESULT)
    for result in articles.all():
        passages = result.locator(f":scope > {PASSAGE}")
        assert 1 <= passages.count() <= 3
        for passage in passages.all():
            assert " ¶" in passage.locator("a").inner_text()
            assert all("deepseek" in mark.lower() for mark in passage.locator("mark").all_inner_texts())
            assert passage.locator("mark").count()
    more = articles.filter(has=page.locator("summary")).first
    hidden = more.locator(f"details {PASSAGE}")
    assert not hidden.first.is_visible()
    more.locator("summary").click()
    assert more.locator("summary").inner_text().startswith(f"{hidden.count()} ")
    assert hidden.last.is_visible()

    link = hidden.last.locator("a")
    target = link.get_attribute("href")
    words = hidden.last.locator("mark").first.inner_text().strip("“”.,:;()")
    link.click()
    page.wait_for_url(target)
    assert target.partition("#")[2].startswith("p" if section == "article" else "note-")
    assert words in page.locator(":target").text_content()


def test_the_passage_with_all_words_is_the_first(visit) -> None:
    """Of every result that has one."""
    page = visit("en/")
    page.keyboard.press("/")
    for words in ("training cost", "Meta Llama", "Nathan Lambert"):
        search_for(page, words)
        stems = [word.rstrip("s") for word in words.lower().split()]
        with_all = []
        for result in page.locator(RESULT).all():
            passages = result.locator(".srt-search__passages > li").all()
            marked = [" ".join(passage.locator("mark").all_text_contents()).lower() for passage in passages]
            with_all.append([all(stem in words for stem in stems) for words in marked])
        assert any(map(any, with_all)), words
        assert all(found[0] for found in with_all if any(found)), words


def test_a_phrase_is_found_as_it_is(visit) -> None:
    page = visit("en/")
    page.keyboard.press("/")
    search_for(page, '"seed corn"')
    passages = page.locator(PASSAGE)
    assert passages.count() == 2  # in the article and in the list of quotations
    assert all(place.endswith("¶11") for place in passages.locator("a").all_inner_texts())
    assert passages.locator("mark").all_inner_texts() == ["seed", "corn"] * 2


def test_enter_leads_to_the_best_passage(visit) -> None:
    page = visit("en/?q=seed&in=article")
    page.locator(PASSAGE).first.wait_for()
    best = page.locator(PASSAGE).first.locator("a").get_attribute("href")
    page.locator(".srt-search__input").press("Enter")
    page.wait_for_url(best)


def test_arrows_go_through_all_that_is_seen(visit) -> None:
    page = visit("en/?q=DeepSeek&in=article")
    page.locator(PASSAGE).first.wait_for()
    page.locator(".srt-search__input").focus()
    seen = []
    for _ in range(8):
        page.keyboard.press("ArrowDown")
        seen.append(
            page.evaluate(
                "document.activeElement.closest('.srt-search__title') ? 't' : document.activeElement.localName"
            )
        )
    assert seen[:4] == ["t", "a", "a", "a"]
    assert "summary" in seen
    at = page.locator("summary:focus")
    while not at.count():
        page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.closest('details') !== null")


def test_words_are_found_in_their_other_forms(visit) -> None:
    """In Indonesian, and in the language of the page only."""
    page = visit("")
    page.keyboard.press("/")
    search_for(page, "mengumumkan")
    assert "diumumkan" in page.locator(".srt-search__results mark").all_inner_texts()
    assert not any("/en/" in link.get_attribute("href") for link in page.locator(".srt-search__results a").all())


def test_the_timeline_is_filtered(visit) -> None:
    page = visit("timeline/")
    events = page.locator(".srt-event")
    total = events.count()
    developer = page.locator("select[name=developer]")
    value = developer.locator("option").nth(2).get_attribute("value")
    developer.focus()
    developer.select_option(value)
    shown = page.locator(".srt-event:visible").count()
    assert 0 < shown < total
    assert page.locator(".srt-part:visible:not(:has(.srt-event:visible))").count() == 0
    assert page.locator(f'.srt-event[data-developer~="{value}"]').count() == shown
    assert page.locator("a.srt-mark-event:not(.srt-picture__off)").count() <= shown
    assert f"{shown} dari {total}" in page.get_by_role("status").first.inner_text()
    assert page.url.endswith(f"?developer={value}")

    kinds = page.locator("select[name=stage]")
    offered = kinds.locator("option:enabled:not([value=''])").evaluate_all("options => options.map(o => o.value)")
    assert 0 < len(offered) < kinds.locator("option").count() - 1, "what would leave nothing is no choice"
    for kind in offered:
        kinds.select_option(kind)
        assert page.locator(".srt-event:visible").count()
    kinds.select_option("")

    page.locator("a[data-srt-switch]").click()
    page.wait_for_url("**/en/timeline/**")
    assert page.locator(".srt-event:visible").count() == shown
    page.get_by_role("button", name="Show all").click()
    assert page.locator(".srt-event:visible").count() == total
    assert "?" not in page.url


def test_claims_are_filtered(visit) -> None:
    page = visit("claims/")
    claims = page.locator(".srt-claim")
    total = claims.count()
    of = lambda value: page.locator(f"input[name=verdict][value='{value}']")  # noqa: E731
    number = lambda value: int(of(value).locator("xpath=..").locator(".srt-legend__count").inner_text())  # noqa: E731
    assert number("") == total
    wanted = number("disputed")
    page.locator(".srt-filters label:has([value=disputed])").click()
    assert page.locator(".srt-claim:visible").count() == wanted
    assert page.locator(".srt-claim:visible .srt-verdict--disputed").count() == wanted
    assert page.locator(".srt-part:visible:not(:has(.srt-claim:visible))").count() == 0
    lines = page.locator(".srt-part:visible").evaluate_all("""parts => parts.map(part => {
        const claim = [...part.querySelectorAll(".srt-claim")].find(claim => claim.checkVisibility());
        return getComputedStyle(claim).borderBlockStartStyle;
    })""")
    assert set(lines) == {"none"}, "a line is between claims, and none before the first that is left"
    assert f"{wanted} dari {total}" in page.get_by_role("status").first.inner_text()
    assert page.url.endswith("?verdict=disputed")

    of("disputed").focus()
    page.keyboard.press("ArrowRight")
    assert page.url.endswith("?verdict=contradicted")
    page.locator("select[name=article]").select_option("us-open-model-gap")
    assert page.locator(".srt-claim:visible").count() == number("contradicted")
    assert number("") == page.locator(".srt-claim[data-article=us-open-model-gap]").count()

    page.locator("a[data-srt-switch]").click()
    page.wait_for_url("**/en/claims/**")
    assert of("contradicted").is_checked()
    page.get_by_role("button", name="Show all").click()
    assert page.locator(".srt-claim:visible").count() == total
    assert "?" not in page.url


def test_a_claim_that_an_address_names_is_shown_with_what_was_found(visit) -> None:
    page = visit("en/claims/")
    claims = page.locator(".srt-claim:not([data-verdict=disputed])")
    found = claims.first.locator("details > p").first
    assert not found.is_visible()
    id = claims.first.get_attribute("id")
    page.goto(page.url + f"?verdict=disputed#{id}")
    assert found.is_visible()
    page.evaluate("id => location.hash = id", claims.nth(7).get_attribute("id"))
    claims.nth(7).locator("details > p").first.wait_for()
    page.emulate_media(media="print")
    assert all(claim.locator("details > p").first.is_visible() for claim in claims.all())


@pytest.mark.parametrize("filter", ["verdict=no-such", "verdict=&article=x", "type=toString"])
def test_an_address_of_no_claims_shows_them_all(visit, filter: str) -> None:
    page = visit(f"claims/?{filter}")
    assert page.locator(".srt-claim:visible").count() == page.locator(".srt-claim").count()


def test_an_entry_that_is_filtered_away_is_named_no_more(visit) -> None:
    """Otherwise the address would show it, and nothing would be filtered."""
    page = visit("en/claims/")
    total = page.locator(".srt-claim").count()
    of = lambda verdict: page.locator(f".srt-filters label:has([value={verdict}])")  # noqa: E731
    claim = page.locator(".srt-claim[data-verdict=disputed]").first
    page.goto(f"{page.url}#{claim.get_attribute('id')}")
    of("disputed").click()
    assert page.url.endswith(f"?verdict=disputed#{claim.get_attribute('id')}"), "it is shown still"
    of("open").click()
    shown = page.locator(".srt-claim:visible").count()
    assert 0 < shown < total
    assert page.url.endswith("en/claims/?verdict=open")
    page.reload()
    assert page.locator(".srt-claim:visible").count() == shown


def test_quotations_are_filtered(visit) -> None:
    page = visit("quotes/")
    quotations = page.locator(".srt-quote")
    total = quotations.count()
    speakers = page.locator("select[name=speaker]")
    speakers.select_option(index=1)
    speaker = speakers.input_value()
    shown = page.locator(".srt-quote:visible").count()
    assert 0 < shown == page.locator(f".srt-quote[data-speaker={speaker}]").count() < total
    assert page.locator(".srt-part:visible:not(:has(.srt-quote:visible))").count() == 0
    assert f"{shown} dari {total}" in page.get_by_role("status").first.inner_text()
    hidden = page.locator(f".srt-quote:not([data-speaker={speaker}])").first
    page.evaluate("id => location.hash = id", hidden.get_attribute("id"))
    hidden.wait_for()


def test_without_scripts_claims_are_there_with_what_was_found(visit) -> None:
    page = visit("claims/", scripts=False)
    assert not page.locator(".srt-filters input").first.is_visible()
    assert page.locator(".srt-filters .srt-legend__count").first.is_visible()
    assert not page.locator(".srt-filters select").first.is_visible()
    assert page.locator(".srt-claim details > p").first.is_visible()


def test_an_event_is_shown_whatever_is_filtered(visit) -> None:
    page = visit("timeline/")
    event = page.locator('.srt-event:not([data-articles~="us-open-model-gap"])').first.get_attribute("id")
    page.goto(page.url + f"?articles=us-open-model-gap#{event}")
    assert page.locator(f"#{event}").is_visible()


def test_the_timeline_has_no_filters_without_scripts(visit) -> None:
    page = visit("timeline/", scripts=False)
    assert not page.locator(".srt-filters").is_visible()
    assert page.locator(".srt-event").last.is_visible()


@pytest.mark.parametrize("width", [360, 1440])
def test_axe_finds_nothing_in_what_scripts_open(visit, width: int) -> None:
    def check(page) -> None:
        assert violations(page) == []
        light = background(page)
        page.emulate_media(color_scheme="dark")
        until(page, "light => getComputedStyle(document.body).backgroundColor !== light", light)
        assert violations(page, COLOURS) == []

    home = visit("", width=width)
    home.keyboard.press("/")
    search_for(home, "model")
    home.locator("input[value=note]").check()
    until(home, "location.search.endsWith('in=note')")
    home.locator(".srt-search__more summary").first.click()
    check(home)

    article = visit(ARTICLE, width=width)
    article.keyboard.press("n")
    article.locator('.srt-legend button[class*="--editing"]').click()
    article.locator(".srt-keys button").click()
    article.locator(".srt-note:visible .srt-cite summary").first.click()
    article.locator(".srt-entity").nth(3).hover()
    preview(article).wait_for()
    check(article)
    assert preview(article).is_visible()

    timeline = visit("en/timeline/?country=china", width=width)
    timeline.get_by_role("button", name="Show all").wait_for()
    check(timeline)

    claims = visit("en/claims/?verdict=disputed", width=width)
    claims.locator(".srt-claim:visible summary").first.click()
    check(claims)

    notes = visit("en/notes/", width=width)
    notes.get_by_role("button", name="Correction").click()
    check(notes)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_what_a_tap_opens(visit, scheme: str) -> None:
    phone = visit(ARTICLE, width=360, scheme=scheme, touch=True)
    phone.locator(".srt-entity").nth(3).tap()
    preview(phone).wait_for()
    assert violations(phone) == []

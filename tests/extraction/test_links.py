"""What is told of how figures stand to the words that link a sentence."""

from __future__ import annotations

import pytest

from kzreform.deadline import Deadline
from kzreform.extraction import Extractor
from kzreform.extraction.links import Links
from kzreform.extraction.rules import Rules
from kzreform.records import Document

# A text, a figure of it, and names that are told of it.
AROUND = [
    (
        "They hold 32 seats, or 25.4%, against 13 before.",
        "32",
        {"link after against 1", "link after against 1 False False", "link after or 0 False False"},
    ),
    (
        "They hold 32 seats, or 25.4%, against 13 before.",
        "13",
        {"link before against 0", "link before against 0 True True", "link after before 0 -"},
    ),
    ("It was 5% in May.", "5%", {"link after in 0", "link after in 0 -"}),
    ("Of the 40 schools, 12 are new.", "12", {"link before of 1", "link before of 1 -", "link before , 0 True True"}),
]


@pytest.mark.parametrize(("text", "surface", "wanted"), AROUND, ids=[f"{text}: {of}" for text, of, _ in AROUND])
def test_links_stand_on_a_side_of_a_figure(
    text: str, surface: str, wanted: set[str], extractor: Extractor, rules: Rules
) -> None:
    [passage] = extractor._passages(Document(id="x", text=text), Deadline())
    drafts = passage.drafts
    links = Links(text, (0, len(text)), rules.lexicon("linking"))
    [index] = [place for place, draft in enumerate(drafts) if text[draft.start : draft.end] == surface]
    told = set(links.around(drafts, [draft.start for draft in drafts], index))
    assert wanted <= told

"""Title, tags and aliases of the front matter."""

from __future__ import annotations

from collections.abc import Iterator

from extract.concepts.mentions import Mention
from extract.concepts.phrases import is_frame, phrases, without_frame
from extract.reading.document import Document


def find(document: Document) -> Iterator[Mention]:
    """Yield tags, aliases and the phrases of the title."""
    for name in document.tags:
        yield Mention(name, "front_matter_tag", -1)
    for name in document.aliases:
        yield Mention(name, "front_matter_alias", -1)
    for phrase in phrases(document.title, document.language):
        core = without_frame(phrase, document.title, document.language)
        if core is not None and not is_frame(core.text):
            yield Mention(core.text, "front_matter_title", -1)

"""Texts that people write in Markdown, rendered and cleaned."""

import nh3
from django.utils.safestring import SafeString, mark_safe  # noqa: TID251 - the one place that cleans
from markdown_it import MarkdownIt

MARKDOWN = MarkdownIt("commonmark", {"html": False, "breaks": True}).disable(
    ["image", "html_block", "html_inline"]
)
TAGS = {"p", "br", "strong", "em", "ul", "ol", "li", "a", "h3", "h4", "blockquote", "code", "pre", "hr"}


def render(text: str, *, heading: int = 3) -> SafeString:
    """Render to a few harmless tags. `heading` is the level «#» gets, so that a page keeps one outline."""
    tokens = MARKDOWN.parse(text)
    for token in tokens:
        if token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{min(6, heading - 1 + int(token.tag[1]))}"
    html = MARKDOWN.renderer.render(tokens, MARKDOWN.options, {})
    cleaned = nh3.clean(
        html,
        tags=TAGS | {f"h{level}" for level in range(2, 7)},
        attributes={"a": {"href"}},
        url_schemes={"https", "http"},
        link_rel="nofollow noopener ugc",
    )
    return mark_safe(cleaned)  # noqa: S308 - cleaned in the line above

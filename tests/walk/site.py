from dataclasses import dataclass

from tests.walk.post import Post


@dataclass(frozen=True)
class Site:
    """The running portal: where it answers, and where its letters arrive."""

    url: str
    post: Post

"""The rights a role can give. What is not yours does not exist; yours but not your role's is refused."""

from enum import StrEnum


class Right(StrEnum):
    READ = "read"
    POST = "post"
    ANSWER = "answer"
    MANAGE = "manage"

"""What refused calls say."""

from typing import Optional

from connected_accounts import ApiException, Problem


def problem_of(refused: ApiException) -> Optional[Problem]:
    """The problem of a refused call; None where something before the service answered."""
    return refused.data if isinstance(refused.data, Problem) else None

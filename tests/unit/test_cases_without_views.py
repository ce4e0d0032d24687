"""A shipped case without perspectives says so, and sends nobody to write into the package."""

from __future__ import annotations

import pytest

from pactwright.errors import InputError
from pactwright.library import open_agreement, open_case


@pytest.mark.parametrize("case", ["gaza-plan-2025", "gaza-2025-january"])
def test_case_that_is_there_to_be_compared_says_so(case: str) -> None:
    assert open_agreement(case).model.id == case
    with pytest.raises(InputError, match="there to be compared") as refused:
        open_case(case)
    assert "NAME FOLDER" in str(refused.value)

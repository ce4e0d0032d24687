from __future__ import annotations

import numpy as np
import pytest

from pactwright.assessment import VERDICTS
from pactwright.ensemble.collected import quantiles, verdict_shares
from pactwright.ensemble.shifting import no_division


def test_shares_of_verdicts_sum_to_one_and_split_what_was_not_searched() -> None:
    # 2 hold, 1 fails, 3 undetermined, 4 fail without the menu having been tried
    codes = np.array([0, 0, 2, 4, 4, 4, 5, 5, 5, 5], dtype=np.int8)
    shares = verdict_shares(codes)
    assert set(shares) == set(VERDICTS)
    assert sum(shares.values()) == pytest.approx(1.0, abs=1e-15)
    assert shares["fails_as_written"] == pytest.approx(0.1 + 0.4 / 4)
    assert shares["undetermined"] == pytest.approx(0.3 + 0.4 * 3 / 4)


def test_nothing_to_share_out_is_undetermined_and_has_no_quantiles() -> None:
    assert verdict_shares(np.zeros(0, dtype=np.int8))["undetermined"] == 1.0
    assert quantiles(np.zeros(0)) is None


def test_shifting_power_test_agrees_with_the_closed_form_of_a3() -> None:
    """A3: delta = 0.95, war destroys a tenth of later flow, p = 0.6: broken below 0.461988304."""
    from scipy.sparse import csr_array

    delta, left, p = 0.95, 0.9, 0.6
    critical = 0.461988304

    def broken(p_next: float) -> bool:
        # flows of 1 from now on are worth 1 / (1 - delta); in points of a pie of 100
        worth = 100.0 * left * np.array([[p, 1 - p], [p_next, 1 - p_next]])
        move = csr_array(np.array([[0.0, 0.0], [1.0, 1.0]]))  # columns are where one stands
        return no_division(move, np.array([1.0, 0.0]), worth, delta)

    assert broken(critical - 1e-6)
    assert not broken(critical + 1e-6)

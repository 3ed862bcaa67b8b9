"""Each supported sentence passes; the same sentence with one thing changed does not."""

import pytest

from rapport.engines.grounding.tests.lines import judge
from rapport.engines.grounding.tests.planted import PAIRS


@pytest.mark.parametrize(("lines", "supported"), [(row[0], row[1]) for row in PAIRS])
def test_a_supported_sentence_passes(lines, supported):
    verdict = judge(lines, supported)

    assert verdict.ok, [failure.code.value for failure in verdict.failures]


@pytest.mark.parametrize(("lines", "changed", "code"), [(row[0], row[2], row[3]) for row in PAIRS])
def test_one_changed_thing_is_refused_and_named(lines, changed, code):
    verdict = judge(lines, changed)

    assert not verdict.ok
    assert code in {failure.code for failure in verdict.failures}
    assert all(failure.message.endswith(".") for failure in verdict.failures)


def test_the_table_is_long_enough_to_mean_something():
    assert len(PAIRS) >= 40

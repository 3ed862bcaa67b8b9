"""The unit file, as systemd reads it."""

import pytest

from rapport.base.service import unit_text

GIVEN = {
    "description": "Rapport practice platform",
    "command": ["/opt/my rapport/python", "-m", "rapport.config.cli", "serve", "--port", "8000"],
    "environment": {"RAPPORT_HOME": '/home/maya/50% "mine"\\here', "PRICE": "$5"},
}


def test_blanks_quotes_and_percent_signs_are_written_so_that_they_stay_what_they_are():
    text = unit_text(**GIVEN, for_machine=True)
    assert 'ExecStart="/opt/my rapport/python" "-m" "rapport.config.cli" "serve" "--port" "8000"\n' in text
    assert 'Environment="RAPPORT_HOME=/home/maya/50%% \\"mine\\"\\\\here"\n' in text
    assert 'Environment="PRICE=$5"\n' in text


def test_a_dollar_in_a_command_is_no_variable():
    text = unit_text(description="A", command=["/bin/$a"], environment={}, for_machine=True)
    assert 'ExecStart="/bin/$$a"\n' in text


@pytest.mark.parametrize(("for_machine", "target"), [(True, "multi-user.target"), (False, "default.target")])
def test_it_starts_with_the_machine_or_with_the_user(for_machine, target):
    assert unit_text(**GIVEN, for_machine=for_machine).endswith(f"WantedBy={target}\n")


def test_stopping_waits_longer_than_the_processes_need():
    assert "TimeoutStopSec=90\n" in unit_text(**GIVEN, for_machine=True)
    assert "KillMode=mixed\n" in unit_text(**GIVEN, for_machine=True)


def test_a_line_break_cannot_bring_in_another_setting():
    with pytest.raises(ValueError, match="line break"):
        unit_text(**{**GIVEN, "environment": {"A": "b\nExecStart=/bin/false"}}, for_machine=True)

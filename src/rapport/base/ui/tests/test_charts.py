from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest

from rapport.base.ui.charts import COMPACT, Band, LineChart, Reading, Series, describe, draw

START = date(2026, 1, 6)


def readings(*values, step=14):
    return tuple(Reading(START + timedelta(days=step * n), value) for n, value in enumerate(values))


def chart(*values, **more):
    return LineChart(title="Score", series=(Series("Total", readings(*values)),), maximum=27, **more)


def test_a_higher_score_is_drawn_higher_and_later_is_further_right():
    first, second, third = draw(chart(18, 9, 27)).series[0].marks
    assert third.y < first.y < second.y
    assert first.x < second.x < third.x


def test_readings_are_put_in_order_of_time_whatever_order_they_come_in():
    mixed = LineChart("Score", (Series("Total", tuple(reversed(readings(3, 2, 1)))),), maximum=10)
    assert [mark.label for mark in draw(mixed).series[0].marks] == ["3", "2", "1"]


def test_values_outside_the_scale_stay_on_the_canvas():
    drawing = draw(chart(-4, 99))
    low, high = drawing.series[0].marks
    assert (low.y, high.y) == (drawing.bottom, drawing.top)
    assert [row[1] for row in drawing.rows] == [("-4",), ("99",)]


def test_one_reading_stands_in_the_middle_and_says_so():
    drawing = draw(chart(12))
    mark = drawing.series[0].marks[0]
    assert drawing.left < mark.x < drawing.right
    assert "the only reading" in drawing.description


def test_without_readings_there_is_nothing_to_draw():
    assert draw(chart()) is None


def test_the_description_says_first_and_last_value_with_their_days():
    assert describe(chart(18, 14, 9)) == "Total: 18 on Jan 6, 2026, 9 on Feb 3, 2026, 3 readings."


def test_bands_leave_no_gap_between_them_and_name_the_value_in_the_table():
    bands = (Band(0, 4, "minimal"), Band(5, 27, "more"))
    drawing = draw(chart(3, 8, bands=bands))
    lower, upper = drawing.bands
    assert upper.y + upper.height == pytest.approx(lower.y)
    assert [row[2] for row in drawing.rows] == ["minimal", "more"]


def test_many_readings_label_only_the_first_and_the_last_value():
    labels = [mark.label for mark in draw(chart(*range(27))).series[0].marks]
    assert [label for label in labels if label] == ["0", "26"]


def test_date_labels_never_touch_each_other():
    crowded = replace(chart(), series=(Series("Total", readings(*range(20), step=1)),))
    ticks = [tick.at for tick in draw(crowded).x_ticks]
    assert all(b - a >= 60 for a, b in pairwise(ticks))


def test_series_differ_by_the_shape_of_their_marks_not_only_by_color():
    two = LineChart("Two", (Series("a", readings(1, 2)), Series("b", readings(2, 1))), maximum=3)
    first, second = draw(two).series
    assert first.sample != second.sample
    assert first.index != second.index


def test_the_compact_drawing_has_no_labels_beside_its_bands():
    drawing = draw(chart(3, bands=(Band(0, 27, "all of it"),)), width=COMPACT)
    assert [band.label for band in drawing.bands] == [""]
    assert drawing.right <= COMPACT


def test_more_than_three_series_are_refused():
    with pytest.raises(ValueError, match="three series"):
        LineChart("Four", tuple(Series(str(n), readings(n)) for n in range(4)), maximum=9)


def test_a_scale_without_length_is_refused():
    with pytest.raises(ValueError, match="length"):
        chart(1, minimum=27)

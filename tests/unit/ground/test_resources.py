"""The files that come with the program are found."""

from station.resources import resources_dir


def test_fonts_and_words_lie_in_the_resources() -> None:
    found = {path.name for path in resources_dir().iterdir()}

    assert {"fonts", "translations", "standards", "battery"} <= found

"""Draws the figural items of the battery: 3x3 matrices with one missing cell.

Promises: every item has exactly one option that satisfies all its rules, no other option can be
defended by any rule of the family in `rules`, and no option can be found by comparing the options
alone. What it writes is a pure function of `items.toml`; nobody edits its output.

    python -m tools.figural        writes resources/battery/source/figural.toml and media/fig-*.svg
"""

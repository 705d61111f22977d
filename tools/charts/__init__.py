"""Draws the tables and charts of the numerical items.

Promises: one picture serves both languages (names, years and numbers only; what they measure is
said in the item), letters are outlines so that every renderer shows the same, and the data stand
in `pictures.toml` alone. Needs the `tools` dependency group for fontTools.

    python -m tools.charts        writes resources/battery/media/num-*.svg
"""

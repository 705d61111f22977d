"""Paper: draws what plain models say, and computes nothing.

Each `render_*` function takes a model and returns the bytes of one PDF: the same bytes for the
same model, language and program, whenever and in whatever process it runs. Fonts are embedded,
charts are vectors, every mark is a path.
"""

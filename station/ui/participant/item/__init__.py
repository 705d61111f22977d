"""The item page: one question, how it stands, where one is, what time is left.

`presenter` decides and knows no Qt; `page` shows. One page serves every item of a sitting.
"""

"""A basic calculator for sections that allow one: `engine` reckons and knows no Qt, `pane` shows.

What is reckoned here is nobody's answer: it is not stored, not sent, and forgotten at the next
item.
"""

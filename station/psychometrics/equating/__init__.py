"""Equating by observed scores: which score on form Y means the same as a score on form X.

Promises the definitions of R's equate and of Kolen and Brennan (2014), for random groups and
for a chain through common items. Refuses to equate forms whose scores do not vary.
"""

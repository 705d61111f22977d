"""Answer similarity: pairs of persons who agree more than their ability explains.

Promises Wollack's omega and the generalised binomial test over all pairs, with the false
discovery rate held over the pairs tested, joined with who sat where. Whatever it finds is
evidence for a human, not a verdict: people who learned together, or from the same leaked
paper, also agree.
"""

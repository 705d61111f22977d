"""Item response models by marginal maximum likelihood, in plain numpy and scipy."""

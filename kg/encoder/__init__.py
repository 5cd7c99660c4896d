"""The trained encoder: one network that reads names (`kg.annotate`) and relations (`kg.extract`) off sentences."""

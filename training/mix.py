"""Take the mean of two networks' weights, so that what the second learned does not push out what the first knew.

Usage: python training/mix.py FIRST.pt SECOND.pt SHARE OUT.pt

SHARE in [0, 1] is the second's. Source: Wortsman et al. 2022, "Robust fine-tuning of zero-shot models" (WiSE-FT).
"""

from __future__ import annotations

import sys

import torch


def main() -> None:
    """Read both, write their mean."""
    first, second, share, out = torch.load(sys.argv[1]), torch.load(sys.argv[2]), float(sys.argv[3]), sys.argv[4]
    torch.save({name: (1 - share) * first[name] + share * value for name, value in second.items()}, out)


if __name__ == "__main__":
    main()

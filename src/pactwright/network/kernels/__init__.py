"""Compiled kernels of temporal networks. Plain version: `pactwright.network.backpropagation`.

They are declared here, while `machine_code` keeps them in this package's own folder.
"""

from __future__ import annotations

from pathlib import Path

from pactwright.machine_code import cache_folder, kept_in

with kept_in(cache_folder((Path(__file__).parent,), "network")):
    from pactwright.network.kernels.propagation import propagate

__all__ = ["propagate"]

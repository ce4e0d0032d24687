"""Compiled kernels: where they are kept, and growth of what they keep."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from pactwright import machine_code
from pactwright.network import Edge, Network
from pactwright.network.backpropagation import backpropagation
from pactwright.network.compiled import Propagation
from pactwright.network.kernels.waiting import put, take_first
from pactwright.network.normal_form import normal_form


def test_folder_depends_on_the_sources_of_its_package_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NUMBA_CACHE_DIR", str(tmp_path / "kept"))
    one, other = tmp_path / "one", tmp_path / "other"
    for package in (one, other):
        package.mkdir()
        (package / "kernel.py").write_text("a = 1\n")
    before = machine_code.cache_folder((one,), "kernels")
    (other / "kernel.py").write_text("a = 2\n")
    assert machine_code.cache_folder((one,), "kernels") == before
    (one / "kernel.py").write_text("a = 2\n")
    assert machine_code.cache_folder((one,), "kernels") != before
    assert before.parent == tmp_path / "kept"
    assert before.is_dir()


@pytest.mark.parametrize("order", [("game", "network"), ("network", "game")])
def test_kernels_of_each_package_are_kept_apart_in_whatever_order_they_load(
    order: tuple[str, str], tmp_path: Path
) -> None:
    program = (
        f"import pactwright.{order[0]}.kernels, pactwright.{order[1]}.kernels\n"
        "from pactwright.network.kernels import propagate\n"
        "from pactwright.game.kernels import cache_folder\n"
        "import numba\n"
        "print(propagate.stats.cache_path, cache_folder(), numba.config.CACHE_DIR)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=True,
        env={"NUMBA_CACHE_DIR": str(tmp_path), "PYTHONPATH": str(Path("src").resolve())},
    )
    network, game, now = (Path(path) for path in done.stdout.split())
    assert network.is_relative_to(tmp_path)
    assert network.relative_to(tmp_path).parts[0].startswith("network-")
    assert game.name.startswith("kernels-")
    assert now == game


def test_heap_gives_points_by_distance_then_number_also_after_moves() -> None:
    draw = np.random.default_rng(1)
    points = 200
    distance = draw.integers(-50, 0, points)
    heap, place = np.empty(points, np.int32), np.full(points, -1, np.int32)
    size = 0
    for point in draw.permutation(points):
        size = put(heap, place, size, distance, point)
    for point in draw.integers(0, points, 100):
        distance[point] -= draw.integers(1, 30)
        size = put(heap, place, size, distance, point)
    taken = []
    while size:
        taken.append(int(heap[0]))
        size = take_first(heap, place, size, distance)
    assert taken == sorted(range(points), key=lambda point: (distance[point], point))
    assert (place == -1).all()


@pytest.mark.parametrize("date", [300, 299])
def test_more_searches_under_way_than_rows_at_first_give_the_plain_answer(date: int) -> None:
    """The chain leads from the last point to the first: each search needs the next one first."""
    chain = tuple(Edge(point + 1, point, -1) for point in range(300))
    form = normal_form(Network(301, (*chain, Edge(0, 300, date))))
    plain, compiled = backpropagation(form), Propagation(form)
    loop = plain.loop()
    assert compiled.loop() == loop
    assert (loop is None) == (date == 300)


def test_more_arrows_added_than_there_is_room_at_first_are_all_kept() -> None:
    """39 points after one point, and 39 before it: each of these is bound to each of those."""
    edges = [Edge(40, early, -10) for early in range(1, 40)]
    edges += [Edge(late, 40, 30) for late in range(41, 80)]
    form = normal_form(Network(80, tuple(edges)))
    plain, compiled = backpropagation(form), Propagation(form)
    assert plain.loop() is None
    assert compiled.loop() is None
    assert len(plain.added) > 4 * 80 + 16
    assert compiled.start.tolist() == [start for start, _ in plain.added]
    assert compiled.end.tolist() == [end for _, end in plain.added]

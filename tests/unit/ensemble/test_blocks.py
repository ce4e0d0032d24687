from __future__ import annotations

import threading

import pytest

from pactwright.ensemble.blocks import run_blocks


class Watcher:
    def __init__(self) -> None:
        self.started: list[tuple[str, int]] = []
        self.advanced = 0

    def start(self, label: str, blocks: int) -> None:
        self.started.append((label, blocks))

    def advance(self, blocks: int = 1) -> None:
        self.advanced += blocks


@pytest.mark.parametrize("workers", [1, 3])
def test_results_stand_in_the_order_of_blocks_for_any_number_of_workers(workers: int) -> None:
    watcher = Watcher()
    found = run_blocks(lambda b: b * b, 7, label="x", workers=workers, watcher=watcher)
    assert found.results == tuple(b * b for b in range(7))
    assert found.is_complete
    assert watcher.started == [("x", 7)]
    assert watcher.advanced == 7


def test_ctrl_c_keeps_the_blocks_that_are_done() -> None:
    stopped = threading.Event()

    class Stops(Watcher):
        def advance(self, blocks: int = 1) -> None:
            super().advance(blocks)
            if self.advanced == 2:
                stopped.set()
                raise KeyboardInterrupt

    def work(block: int) -> int:
        if block >= 2:
            stopped.wait(timeout=10.0)
        return block

    found = run_blocks(work, 50, label="x", workers=1, watcher=Stops())
    assert not found.is_complete
    assert 2 <= len(found.results) < 50
    assert found.results == tuple(range(len(found.results)))


def test_error_of_a_block_is_raised_and_the_rest_is_not_run() -> None:
    seen: list[int] = []
    raised = threading.Event()
    lock = threading.Lock()

    def work(block: int) -> int:
        with lock:
            seen.append(block)
        if block == 1:
            raise ValueError("block 1")
        if block > 1:
            raised.wait(timeout=0.05)  # leaves the caller time to see the error
        return block

    with pytest.raises(ValueError, match="block 1"):
        run_blocks(work, 100, label="x", workers=1)
    assert len(seen) < 100

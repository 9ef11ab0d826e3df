"""One function over many items in several processes: in order, streaming, with bounded memory."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import islice
from multiprocessing import resource_tracker
from threading import Thread
from typing import Any, Generic, TypeVar

from kjreport.errors import KjreportError

Item = TypeVar("Item")
Result = TypeVar("Result")

CHUNK = 8  # items in a task: enough to outweigh what a task costs
WINDOW = 3  # tasks for each worker that are under way or wait to be taken

# What a worker process runs: set once when it starts, and only there.
_FUNCTION: list[Callable[[Any], Any]] = []


def map_ordered(
    function: Callable[[Item], Result],
    items: Iterable[Item],
    workers: int,
    lost: Callable[[Item], Result],
) -> Iterator[Result]:
    """Apply a function to items as the results are asked for.

    Args:
        function: is sent to each process once, so it can hold what is dear to build.
        items: are taken only as far ahead as the workers need them.
        workers: number of processes.
        lost: gives the result for an item that brings its process down.

    Returns:
        The results in the order of the items.

    Raises:
        KjreportError: no process could be started.

    >>> list(map_ordered(len, ["甲", "乙丙"], 2, lost=len))
    [1, 2]
    """
    with _Workers(function, workers, lost) as pool:
        remaining = iter(items)
        while chunk := list(islice(remaining, CHUNK)):
            pool.submit(chunk)
            if pool.full:
                yield from pool.next_results()
        while pool.waiting:
            yield from pool.next_results()


class _Workers(Generic[Item, Result]):
    """A process pool, and the tasks whose results have not been taken."""

    def __init__(
        self, function: Callable[[Item], Result], workers: int, lost: Callable[[Item], Result]
    ) -> None:
        self._function, self._workers, self._lost = function, workers, lost
        self._pool = self._start()
        self.waiting: deque[tuple[list[Item], Future[list[Result]]]] = deque()

    def __enter__(self) -> _Workers[Item, Result]:
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.shutdown(wait=True, cancel_futures=True)

    @property
    def full(self) -> bool:
        return len(self.waiting) >= WINDOW * self._workers

    def submit(self, chunk: list[Item]) -> None:
        self.waiting.append((chunk, self._sent(chunk)))

    def next_results(self) -> list[Result]:
        """Return the results of the oldest task; a process that dies takes one item with it and no more."""
        chunk, future = self.waiting.popleft()
        try:
            return future.result()
        except BrokenProcessPool:
            self._restart()
            results = [self._alone(item) for item in chunk]
            self.waiting = deque((later, self._sent(later)) for later, _ in self.waiting)
            return results

    def _alone(self, item: Item) -> Result:
        try:
            return self._sent([item]).result()[0]
        except BrokenProcessPool:
            self._restart()
            return self._lost(item)

    def _sent(self, chunk: list[Item]) -> Future[list[Result]]:
        try:
            with _no_interrupts():  # the pool starts its processes with the first tasks
                return self._pool.submit(_run, chunk)
        except BrokenProcessPool as error:  # a process has died since; said when the result is taken
            future: Future[list[Result]] = Future()
            future.set_exception(error)
            return future

    def _restart(self) -> None:
        self._pool.shutdown(wait=True, cancel_futures=True)
        self._pool = self._start()

    def _start(self) -> ProcessPoolExecutor:
        # A new interpreter for each: a fork of a process with threads (Arrow, Polars) may hang.
        context = multiprocessing.get_context("spawn")
        pool = ProcessPoolExecutor(self._workers, context, _prepare, (self._function,))
        try:
            # All at once: a pool that starts one while another dies may wait for it for ever.
            with _no_interrupts():
                started = [pool.submit(os.getpid) for _ in range(self._workers)]
            for process in started:
                process.result()
        except BrokenProcessPool:
            pool.shutdown()
            raise KjreportError(
                "worker processes cannot start; in a script, call this below if __name__ == '__main__':"
            ) from None
        return pool


@contextmanager
def _no_interrupts() -> Iterator[None]:
    """Start processes that Ctrl-C does not reach: who gave the work ends it."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    resource_tracker.ensure_running()  # when it starts, it lets the signal through again
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _prepare(function: Callable[[Any], Any]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()
    _FUNCTION.append(function)


def _end_with_parent() -> None:
    """End this process when the one that started it is killed: nobody takes its results any more."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _run(chunk: list[Any]) -> list[Any]:
    return [_FUNCTION[0](item) for item in chunk]

"""``python -m bench.replicas``: three replicas behind HAProxy on this machine, one of them killed under load.

The balancer is Debian's ``haproxy`` with the very file of ``.deploy/``. Fails when a visitor is lost or is shown
anything but what a single replica shows for the same choices. Before that it prints the clicks a second that 1, 2 and 3
processes serve, and what a click costs. Everything is on loopback, bounded in number and time, and ends by itself.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from websockets.exceptions import WebSocketException

from bench.load import p95, started
from bench.pages import PRODUCT, free_port
from bench.visitor import Visitor

CONFIG = Path(__file__).parents[1] / ".deploy" / "haproxy.cfg"
NAMES = ("A", "B", "C")
VISITORS, SECONDS, KILL_AFTER = 24, 20.0, 6.0
LOST = (OSError, WebSocketException, TimeoutError)
LONGEST_ABSENCE = 20.0  # seconds after which a visitor counts as lost


@dataclass
class Tally:
    """What all visitors lived through."""

    clicks: list[float] = field(default_factory=list)
    absences: list[float] = field(default_factory=list)
    wrong: int = 0
    lost: int = 0


@contextmanager
def balanced(addresses: Sequence[str]) -> Iterator[str]:
    """HAProxy in front of the given replicas; its address."""
    listen = f"127.0.0.1:{free_port()}"
    nobody = f"127.0.0.1:{free_port()}"
    hosts = [address.removeprefix("http://") for address in addresses]
    replicas = {f"REPLICA_{name}": host for name, host in zip(NAMES, [*hosts, nobody, nobody], strict=False)}
    command = ["haproxy", "-f", str(CONFIG)]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    running = subprocess.Popen(command, env=os.environ | replicas | {"LISTEN": listen}, **quiet)
    try:
        time.sleep(2.5)  # two health checks
        yield f"http://{listen}"
    finally:
        running.terminate()
        running.wait()


async def expected(address: str) -> dict[str, str]:
    """What one replica shows for every choice."""
    visitor = Visitor(address)
    await visitor.open()
    shown = {}
    for option in visitor.options:
        await visitor.choose(option)
        shown[option] = visitor.text
    await visitor.close()
    return shown


async def come_back(visitor: Visitor, tally: Tally) -> bool:
    """Reconnect as a browser does, until it works; False when the visitor is lost."""
    begun = time.monotonic()
    while time.monotonic() - begun < LONGEST_ABSENCE:
        try:
            await visitor.open()
        except LOST:
            await asyncio.sleep(0.5)
        except Exception as error:  # an answer of the balancer that is no page
            if "502" not in str(error) and "503" not in str(error):
                raise
            await asyncio.sleep(0.5)
        else:
            tally.absences.append(time.monotonic() - begun)
            return True
    tally.lost += 1
    return False


async def live(address: str, right: dict[str, str], pause: float, seconds: float, tally: Tally) -> None:
    """One visitor: click, check what is shown, and after a lost connection come back to the same view."""
    visitor, ends, number = Visitor(address), time.monotonic() + seconds, 0
    await visitor.open()
    options = list(right)
    while time.monotonic() < ends:
        option = options[number % len(options)]
        number += 1
        try:
            tally.clicks.append(await visitor.choose(option))
        except LOST:
            before = visitor.text
            if not await come_back(visitor, tally):
                return
            tally.wrong += visitor.text not in (before, right[option])
            continue
        tally.wrong += visitor.text != right[option]
        await asyncio.sleep(pause)
    await visitor.close()


async def kill_one(victim: subprocess.Popen) -> None:
    """One replica dies without a word."""
    await asyncio.sleep(KILL_AFTER)
    victim.kill()


async def under_load(address: str, victim: subprocess.Popen) -> Tally:
    """All visitors, and the death of one replica in the midst of it."""
    right, tally = await expected(address), Tally()
    visits = (live(address, right, 0.5, SECONDS, tally) for _ in range(VISITORS))
    await asyncio.gather(kill_one(victim), *visits)
    return tally


def processor_seconds(servers: Sequence[subprocess.Popen]) -> list[float]:
    """Seconds of a processor that each server has used."""
    stats = [Path(f"/proc/{server.pid}/stat").read_text().rpartition(")")[2].split() for server in servers]
    return [(int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK") for fields in stats]


async def throughput(address: str, servers: Sequence[subprocess.Popen]) -> str:
    """Clicks a second with visitors who do not pause, and what they cost: the visitors share the cores with the servers,
    so on a small machine the second figure says what another process on a core of its own would add."""
    right, tally = await expected(address), Tally()
    before = processor_seconds(servers)
    await asyncio.gather(*(live(address, right, 0, SECONDS / 2, tally) for _ in range(VISITORS)))
    used = [after - earlier for after, earlier in zip(processor_seconds(servers), before, strict=True)]
    each = " + ".join(f"{seconds:.1f}" for seconds in used)
    cost = 1000 * sum(used) / len(tally.clicks)
    return (
        f"{len(tally.clicks) / (SECONDS / 2):.0f} clicks a second, {cost:.1f} ms of a processor each "
        f"({each} s of {SECONDS / 2:.0f}): a core carries {1000 / cost:.0f} a second"
    )


async def main() -> int:
    """Kill one of three, then count; 1 when anything went wrong, 2 without HAProxy."""
    if not shutil.which("haproxy"):
        print("no haproxy on this machine: apt-get install haproxy", file=sys.stderr)
        return 2
    replicas = [await started(PRODUCT, 0) for _ in NAMES]
    try:
        addresses = [address for _, address in replicas]
        for count in (1, 2, 3):
            with balanced(addresses[:count]) as address:
                servers = [server for server, _ in replicas[:count]]
                print(f"{count} processes: {await throughput(address, servers)}", flush=True)
        with balanced(addresses) as address:
            tally = await under_load(address, replicas[0][0])
    finally:
        for server, _ in replicas:
            server.kill()
    absent = f"median {statistics.median(tally.absences):.1f} s, longest {max(tally.absences):.1f} s"
    print(f"one of three killed: {len(tally.absences)} of {VISITORS} visitors reconnected ({absent})")
    print(
        f"{len(tally.clicks)} clicks, p95 {1000 * p95(tally.clicks):.0f} ms; wrong: {tally.wrong}, lost: {tally.lost}"
    )
    return int(tally.wrong > 0 or tally.lost > 0 or not tally.absences)


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))

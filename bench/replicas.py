"""``python -m bench.replicas``: three replicas behind HAProxy on this machine, killed and renewed under load.

The balancer is Debian's ``haproxy`` with the very file of ``.deploy/``. Fails when a visitor is lost or is shown
anything but what a single replica shows for the same choices: once while one replica is killed, and once while all are
renewed one by one with a new version of the data, when every view must be wholly of the old version or wholly of the
new. Before that it prints the clicks a second that 1, 2 and 3 processes serve, and what a click costs. Everything is on
loopback, bounded in number and time, and ends by itself.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from websockets.exceptions import WebSocketException

from bench.load import p95, started
from bench.pages import PRODUCT, ROOT, free_port
from bench.visitor import Visitor

CONFIG = ROOT / ".deploy" / "haproxy.cfg"
NAMES = ("A", "B", "C")
VISITORS, SECONDS, KILL_AFTER = 24, 20.0, 6.0
RENEWAL_SECONDS, DRAINED = 60.0, 2.5  # of the whole renewal; until two health checks have seen a replica come or go
PARTS = ("app.py", "core", "pages", "data", ".streamlit")  # what a replica needs
LOST = (OSError, WebSocketException, TimeoutError)
LONGEST_ABSENCE = 20.0  # seconds after which a visitor counts as lost


@dataclass
class Tally:
    """What all visitors lived through."""

    clicks: list[float] = field(default_factory=list)
    absences: list[float] = field(default_factory=list)
    wrong: int = 0
    lost: int = 0
    newest: int = 0  # visitors who saw the newest version in the end


@contextmanager
def balanced(addresses: Sequence[str]) -> Iterator[str]:
    """HAProxy in front of the given replicas; its address."""
    listen = f"127.0.0.1:{free_port()}"
    nobody = f"127.0.0.1:{free_port()}"
    hosts = [address.removeprefix("http://") for address in addresses]
    replicas = {f"REPLICA_{name}": host for name, host in zip(NAMES, [*hosts, nobody, nobody], strict=False)}
    command = ["haproxy", "-f", str(CONFIG)]
    running = subprocess.Popen(
        command, env=os.environ | replicas | {"LISTEN": listen}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
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


async def live(address: str, rights: Sequence[dict[str, str]], pause: float, seconds: float, tally: Tally) -> None:
    """One visitor: click, check what is shown, and after a lost connection come back to the same view.

    ``rights`` says what each version of the data shows for every choice.
    """
    visitor, ends, number = Visitor(address), time.monotonic() + seconds, 0
    await visitor.open()
    options = list(rights[0])
    before = options[0]
    while time.monotonic() < ends:
        option = options[number % len(options)]
        number += 1
        try:
            tally.clicks.append(await visitor.choose(option))
        except LOST:
            if not await come_back(visitor, tally):
                return
            tally.wrong += visitor.text not in [right[either] for right in rights for either in (before, option)]
            continue
        before = option
        tally.wrong += visitor.text not in [right[option] for right in rights]
        await asyncio.sleep(pause)
    tally.newest += visitor.text in rights[-1].values()
    await visitor.close()


async def kill_one(victim: subprocess.Popen[bytes]) -> None:
    """One replica dies without a word."""
    await asyncio.sleep(KILL_AFTER)
    victim.kill()


async def under_load(address: str, victim: subprocess.Popen[bytes]) -> Tally:
    """All visitors, and the death of one replica in the midst of it."""
    right, tally = await expected(address), Tally()
    visits = (live(address, [right], 0.5, SECONDS, tally) for _ in range(VISITORS))
    await asyncio.gather(kill_one(victim), *visits)
    return tally


def copy_with_newer_data(folder: Path) -> Path:
    """The app with a word more in its data, which stands at the foot of every page."""
    for part in PARTS:
        (shutil.copytree if (ROOT / part).is_dir() else shutil.copy2)(ROOT / part, folder / part)
    words = folder / "data" / "vocabulary.csv"
    text = words.read_text(encoding="utf-8")
    words.write_text(text.replace("Positiv virkning", "Nyere: Positiv virkning", 1), encoding="utf-8")
    return folder


async def renew(replicas: list[tuple[subprocess.Popen[bytes], str]], folder: Path) -> None:
    """Renew one replica at a time, and wait until it answers and the balancer has seen it before the next."""
    for number, (server, address) in enumerate(replicas):
        server.terminate()
        server.wait()
        await asyncio.sleep(DRAINED)
        replicas[number] = await started(PRODUCT, 0, root=folder, port=int(address.rpartition(":")[2]))
        await asyncio.sleep(DRAINED)


async def while_renewed(address: str, replicas: list[tuple[subprocess.Popen[bytes], str]], folder: Path) -> Tally:
    """All visitors, and a new version of the data in the midst of it."""
    server, newer = await started(PRODUCT, 0, root=folder)
    rights, tally = [await expected(address), await expected(newer)], Tally()
    server.kill()
    visits = (live(address, rights, 0.5, RENEWAL_SECONDS, tally) for _ in range(VISITORS))
    await asyncio.gather(renew(replicas, folder), *visits)
    return tally


def told(what: str, tally: Tally) -> str:
    """What the visitors lived through, in two lines."""
    absent = f"median {statistics.median(tally.absences):.1f} s, longest {max(tally.absences):.1f} s"
    clicks = (
        f"{len(tally.clicks)} clicks, p95 {1000 * p95(tally.clicks):.0f} ms; wrong: {tally.wrong}, lost: {tally.lost}"
    )
    return f"{what}: {len(tally.absences)} reconnections of {VISITORS} visitors ({absent})\n  {clicks}"


def processor_seconds(servers: Sequence[subprocess.Popen[bytes]]) -> list[float]:
    """Seconds of a processor that each server has used."""
    stats = [Path(f"/proc/{server.pid}/stat").read_text().rpartition(")")[2].split() for server in servers]
    return [(int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK") for fields in stats]


async def throughput(address: str, servers: Sequence[subprocess.Popen[bytes]]) -> str:
    """Clicks a second with visitors who do not pause, and what they cost: the visitors share the cores with the servers,
    so on a small machine the second figure says what another process on a core of its own would add."""
    right, tally = await expected(address), Tally()
    before = processor_seconds(servers)
    await asyncio.gather(*(live(address, [right], 0, SECONDS / 2, tally) for _ in range(VISITORS)))
    used = [after - earlier for after, earlier in zip(processor_seconds(servers), before, strict=True)]
    each = " + ".join(f"{seconds:.1f}" for seconds in used)
    cost = 1000 * sum(used) / len(tally.clicks)
    return (
        f"{len(tally.clicks) / (SECONDS / 2):.0f} clicks a second, {cost:.1f} ms of a processor each "
        f"({each} s of {SECONDS / 2:.0f}): a core carries {1000 / cost:.0f} a second"
    )


async def main() -> int:
    """Count, kill one of three, renew all; 1 when anything went wrong, 2 without HAProxy."""
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
            killed = await under_load(address, replicas[0][0])
            print(told("one of three killed", killed), flush=True)
        replicas[0] = await started(PRODUCT, 0, port=int(addresses[0].rpartition(":")[2]))
        with balanced(addresses) as address, tempfile.TemporaryDirectory() as folder:
            renewed = await while_renewed(address, replicas, copy_with_newer_data(Path(folder)))
            print(told("all three renewed with new data, one by one", renewed))
            print(f"  {renewed.newest} of {VISITORS} visitors saw the new data in the end")
    finally:
        for server, _ in replicas:
            server.kill()
    is_whole = all(tally.absences and not tally.wrong and not tally.lost for tally in (killed, renewed))
    return int(not is_whole or renewed.newest < VISITORS)


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))

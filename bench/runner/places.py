"""Where things are: the programs, what is measured with, and where scratch files go."""
from pathlib import Path

root = Path(__file__).resolve().parents[2]
build = root / "build" / "bench"
quaestor = build / "cli" / "quaestor"
responses = build / "bench" / "bench_responses"
floor = build / "bench" / "bench_floor"
measured = build / "bench" / "bench_measured"
node_modules = build / "peers" / "node_modules"
scratch = build / "files"
peers = root / "bench" / "peers"
definitions = root / "bench" / "definitions"
page = root / "docs" / "performance.md"
figures = root / "docs" / "performance"

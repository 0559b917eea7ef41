"""Runs the search carrier alone over a site's manuscripts and prints what it took, as JSON.

``python -m benchmarks.search._index mkdocs.yml OUT`` writes the carrier's files below OUT.
Other carriers do not run; manuscripts are read and rendered before the clock starts.
"""

from __future__ import annotations

import json
import os
import resource
import sys
import time
from pathlib import Path
from unittest import mock


def main(config_file: Path, out: Path) -> None:
    from shuangyong import assembly
    from shuangyong.carriers import search
    from shuangyong.config import assemble_from

    started = time.perf_counter()
    with mock.patch.object(assembly, "find_carriers", return_value=()):
        assembled = assemble_from(config_file)
    for item in assembled.publishable.manuscripts:
        assembled.site.texts.of(item)
    rendering_s, rendered_mb = time.perf_counter() - started, _peak_mb()

    started, busy_from = time.perf_counter(), _busy_s()
    size = files = 0
    for output in search.outputs(assembled.publishable, search.Options(site=assembled.site)):
        if getattr(output, "view", None) is not None:
            continue  # A page, which MkDocs writes.
        path, content = output
        (out / path).parent.mkdir(parents=True, exist_ok=True)
        (out / path).write_bytes(content)
        files, size = files + 1, size + len(content)
    took = {"seconds": time.perf_counter() - started, "busy_s": _busy_s() - busy_from, "files": files, "size": size}
    print(json.dumps({**took, "mb": _peak_mb(), "rendering_s": rendering_s, "rendered_mb": rendered_mb}))


def _busy_s() -> float:
    """Processor time of this process and of those it has waited for."""
    return sum(os.times()[:4])


def _peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))

"""The process that opens one document and ends. Started by `controller.machines.documents`.

It binds itself before it looks at a single byte: what a reader has been talked into doing, it does
within these bounds. The document comes by standard input, the answer goes to standard output as JSON.
"""

import json
import sys
from dataclasses import asdict

from audio.documents.values import Limits
from audio.errors import DocumentError
from controller.machines.bounds import OUT_OF_MEMORY, Allowance, bind


def main() -> None:
    task = json.loads(sys.argv[1])
    bind(Allowance(**task["allowance"]))
    try:
        answer = _answer(task["name"], Limits(**task["limits"]))
    except MemoryError:
        sys.exit(OUT_OF_MEMORY)
    json.dump(answer, sys.stdout)


def _answer(name: str, limits: Limits) -> dict[str, object]:
    from audio.documents.readers import open_document  # noqa: PLC0415 - bound first, then loaded

    try:
        opened = open_document(sys.stdin.buffer.read(), name=name, limits=limits)
    except DocumentError as error:
        return {"error": type(error).__name__, "told": vars(error)}
    return asdict(opened)


if __name__ == "__main__":
    main()

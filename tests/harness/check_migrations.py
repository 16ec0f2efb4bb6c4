"""See that the migrations build exactly what the models describe: part of `make check`."""

import sys

from tests.harness.database import empty_database, flask


def main() -> int:
    with empty_database() as url:
        for words in (("db", "upgrade"), ("db", "check")):
            done = flask(*words, database_url=url)
            if done.returncode != 0:
                sys.stderr.write(f"flask {' '.join(words)} failed\n{done.stdout}\n{done.stderr}\n")
                return 1
    sys.stdout.write("The migrations match the models.\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())

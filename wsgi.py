"""The application a WSGI server runs."""

import signal
from multiprocessing import current_process

if current_process().name == "granian-worker":
    # Forked with its parent's handler, a process that is still loading would not hear the word to stop.
    signal.signal(signal.SIGTERM, signal.SIG_DFL)

from marketplace import create_app

app = create_app()

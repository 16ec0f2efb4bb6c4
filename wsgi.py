"""The application a WSGI server runs."""

from marketplace import create_app

app = create_app()

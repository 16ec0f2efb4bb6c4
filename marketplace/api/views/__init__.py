"""Views of the api package."""

from flask import Blueprint

blueprints: tuple[Blueprint, ...] = ()

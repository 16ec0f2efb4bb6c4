"""Views of the admin package."""

from flask import Blueprint

blueprints: tuple[Blueprint, ...] = ()

"""Views of the sellers package."""

from flask import Blueprint

blueprints: tuple[Blueprint, ...] = ()

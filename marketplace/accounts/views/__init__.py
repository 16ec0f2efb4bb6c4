"""Views of the accounts package."""

from flask import Blueprint

blueprints: tuple[Blueprint, ...] = ()

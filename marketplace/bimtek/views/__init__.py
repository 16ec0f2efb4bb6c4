"""Views of the bimtek package."""

from flask import Blueprint

blueprints: tuple[Blueprint, ...] = ()

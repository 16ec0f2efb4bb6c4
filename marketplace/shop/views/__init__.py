"""Views of the shop package."""

from flask import Blueprint

blueprints: tuple[Blueprint, ...] = ()

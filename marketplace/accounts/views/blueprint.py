"""The one blueprint of the account pages."""

from flask import Blueprint

accounts = Blueprint("accounts", __name__)

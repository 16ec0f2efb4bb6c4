"""Choosing a village step by step: four lists, each filled by the one above it.

Without JavaScript a button (`name="muat"`) sends the form back with the next list filled; with it
`static/js/regions.js` fetches the list from `/wilayah.json`.
"""

from flask import request
from flask_babel import lazy_gettext as _
from wtforms import Form, SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import ValidationError

from marketplace import regions

LOAD_BUTTON = "muat"
LADDER = ("province", "regency", "district", "village")


class RegionFields(Form):  # type: ignore[misc]
    """Mix into a form that asks for a place. Call `fill_regions()` before the form is shown or validated."""

    province = SelectField(_("Provinsi"), validate_choice=False)
    regency = SelectField(_("Kabupaten atau kota"), validate_choice=False)
    district = SelectField(_("Kecamatan"), validate_choice=False)
    village = SelectField(_("Desa atau kelurahan"), validate_choice=False)

    def fill_regions(self, village_code: str = "") -> None:
        """Offer the choices below what is chosen; start from `village_code` when nothing was sent."""
        sent = any(request.form.get(name) or request.args.get(name) for name in LADDER)
        if village_code and not sent:
            parts = village_code.split(".")
            for depth, name in enumerate(LADDER, start=1):
                getattr(self, name).data = ".".join(parts[:depth]) if len(parts) >= depth else ""
        above: str | None = ""
        for name in LADDER:
            field = getattr(self, name)
            options = regions.children(above) if above is not None else []
            field.choices = [
                SelectChoice("", _("Pilih")),
                *(SelectChoice(region.code, region.name) for region in options),
            ]
            codes = {region.code for region in options}
            if field.data not in codes:
                field.data = ""
            above = field.data or None

    def validate_village(self, field: SelectField) -> None:
        if not field.data or not regions.is_village(field.data):
            raise ValidationError(_("Pilih sampai desa atau kelurahan."))


def only_loading() -> bool:
    """The visitor pressed the button that fills the next list: show the form again, judge nothing."""
    return LOAD_BUTTON in request.form

"""Colours and motif of the ground, one look a category, each in a few shades."""

from __future__ import annotations

from dataclasses import dataclass

from marketplace.demo.svg import Color


@dataclass(frozen=True)
class Look:
    """The ground a picture stands on. `floor` is table, flat, room or yard."""

    wall: Color
    line: Color
    accent: Color
    motif: str
    floor: str
    surface: Color


_WOOD, _PALE_WOOD, _DARK_WOOD = "#b67a45", "#d6a76c", "#6f4327"

LOOKS: dict[str, tuple[Look, ...]] = {
    "camilan": (
        Look("#f3cf86", "#d79a3c", "#c9702c", "kawung", "table", _WOOD),
        Look("#f2d9a6", "#d8a95a", "#b5562a", "truntum", "table", _PALE_WOOD),
        Look("#efc49a", "#d18f57", "#8f3f22", "kawung", "table", _WOOD),
    ),
    "tape": (
        Look("#dfe3b4", "#a9b46a", "#c98a2f", "truntum", "table", _PALE_WOOD),
        Look("#f1e2b8", "#cfae62", "#8a9a45", "ceplok", "table", _WOOD),
        Look("#e8d5a4", "#bf9b55", "#7d8f3c", "truntum", "table", _PALE_WOOD),
    ),
    "kopi": (
        Look("#8a5a38", "#5d3820", "#d6a25a", "parang", "table", "#5a3521"),
        Look("#a9764a", "#7a4a2a", "#e3c08a", "kopi", "table", "#6a4028"),
        Look("#7a4a30", "#512c1b", "#c98f4a", "parang", "table", "#8a5a36"),
    ),
    "cokelat": (
        Look("#c79a66", "#9a6a3c", "#7a3f22", "kakao", "flat", "#c79a66"),
        Look("#b9894f", "#8a5a30", "#f0d6a0", "kopi", "flat", "#b9894f"),
    ),
    "bumbu": (
        Look("#d9714a", "#a8442a", "#f2c069", "ceplok", "table", _DARK_WOOD),
        Look("#e29a5a", "#b9602c", "#8f2d1f", "grinsing", "table", _WOOD),
        Look("#c9583f", "#93342a", "#f0b95c", "ceplok", "table", "#8a5230"),
    ),
    "ikan": (
        Look("#8fb7b8", "#4f8487", "#e8d9ae", "mendung", "table", _PALE_WOOD),
        Look("#a7c4bd", "#67958d", "#d98c4f", "grinsing", "table", _PALE_WOOD),
    ),
    "beku": (
        Look("#bcdcea", "#7fb2cd", "#ffffff", "mendung", "table", "#dcebf2"),
        Look("#c9e4e2", "#86bdb9", "#f3fbfb", "mendung", "table", "#e3f0f0"),
    ),
    "jamu": (
        Look("#f0c860", "#cf942a", "#7d8f3c", "truntum", "table", _WOOD),
        Look("#c9d08a", "#93a04a", "#e0a02e", "kawung", "table", _PALE_WOOD),
    ),
    "furnitur": (
        Look("#c8d3c4", "#a3b5a0", "#8a6a42", "truntum", "room", "#b98a5c"),
        Look("#c4cddd", "#9dabc6", "#b07a4a", "ceplok", "room", "#a87a52"),
        Look("#e6d3b8", "#cdb38d", "#7a5230", "kawung", "room", "#9a6b45"),
    ),
    "bangunan": (
        Look("#d9c3a0", "#b99a6c", "#a3522f", "ceplok", "yard", "#d8bd8f"),
        Look("#c9c6b8", "#a19d8b", "#b5632f", "tambal", "yard", "#cdb68c"),
        Look("#cbbfae", "#a3937c", "#7a4a34", "ceplok", "yard", "#d2b98d"),
    ),
    "batik": (
        Look("#f4ead8", "#dccaa8", "#c2a570", "truntum", "table", "#c79a66"),
        Look("#dfe4ec", "#bcc6d8", "#8f9fc0", "kawung", "table", "#b98a5c"),
        Look("#efe0cf", "#d6bd9f", "#b58a63", "truntum", "table", "#a9764a"),
    ),
    "kain": (
        Look("#ead9bd", "#d2b88c", "#b98f5c", "truntum", "flat", "#ead9bd"),
        Look("#d5dde6", "#b3c0d0", "#8f9fc0", "kawung", "flat", "#d5dde6"),
    ),
    "kerajinan": (
        Look("#33507e", "#1f3763", "#d9a441", "kawung", "table", _PALE_WOOD),
        Look("#2f6b57", "#1b4d3d", "#e0b458", "truntum", "table", _PALE_WOOD),
        Look("#7a3d2a", "#55251a", "#e3b565", "tembakau", "table", _WOOD),
    ),
    "manik": (
        Look("#2f6b57", "#1e5142", "#7fae8f", "truntum", "flat", "#2f6b57"),
        Look("#3a4f80", "#273a66", "#7d93c4", "kawung", "flat", "#3a4f80"),
        Look("#8c4630", "#6a2f20", "#c98a5c", "parang", "flat", "#8c4630"),
    ),
    "logam": (
        Look("#b58a5c", "#8a6238", "#d9b98a", "grinsing", "flat", "#b58a5c"),
        Look("#5f7a6a", "#47604f", "#a9bfa0", "grinsing", "flat", "#5f7a6a"),
    ),
    "dapur": (
        Look("#9fb58a", "#6f8a5c", "#f0d9a0", "grinsing", "table", _PALE_WOOD),
        Look("#d7c9a0", "#b3a06a", "#4f7a52", "tambal", "table", _WOOD),
    ),
}

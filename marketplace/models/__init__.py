"""The layer every blueprint shares: one file an aggregate, no HTTP, no network."""

from marketplace.models.baskets import Address, Basket, BasketLine
from marketplace.models.bimtek import (
    Attendance,
    Batch,
    Certificate,
    Organiser,
    Participant,
    Programme,
    TrainingSession,
)
from marketplace.models.catalogue import (
    Category,
    Licence,
    PriceTier,
    Product,
    ProductChange,
    ProductPhoto,
    StockMovement,
    Variant,
)
from marketplace.models.events import Event
from marketplace.models.imports import Import, ImportRow
from marketplace.models.ledger import Account, Entry, Journal
from marketplace.models.media import Paper, Picture
from marketplace.models.messages import Mail, Notice
from marketplace.models.orders import Order, OrderLine, OrderProblem, Purchase, Reservation
from marketplace.models.payments import GatewayEvent, Payment, Refund, SandboxSession
from marketplace.models.people import (
    Attempt,
    MailedLink,
    OrganiserMember,
    RecoveryCode,
    User,
    WebSession,
)
from marketplace.models.reviews import Review, ReviewPhoto
from marketplace.models.rules import Rule
from marketplace.models.sellers import Seller, SellerApplication, SellerPaper
from marketplace.models.shipping import ShippingRate

__all__ = [
    "Account",
    "Address",
    "Attempt",
    "Attendance",
    "Basket",
    "BasketLine",
    "Batch",
    "Category",
    "Certificate",
    "Entry",
    "Event",
    "GatewayEvent",
    "Import",
    "ImportRow",
    "Journal",
    "Licence",
    "Mail",
    "MailedLink",
    "Notice",
    "Order",
    "OrderLine",
    "OrderProblem",
    "Organiser",
    "OrganiserMember",
    "Paper",
    "Participant",
    "Payment",
    "Picture",
    "PriceTier",
    "Product",
    "ProductChange",
    "ProductPhoto",
    "Programme",
    "Purchase",
    "RecoveryCode",
    "Refund",
    "Reservation",
    "Review",
    "ReviewPhoto",
    "Rule",
    "SandboxSession",
    "Seller",
    "SellerApplication",
    "SellerPaper",
    "ShippingRate",
    "StockMovement",
    "TrainingSession",
    "User",
    "Variant",
    "WebSession",
]

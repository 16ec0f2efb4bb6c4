"""What search engines read about a product or a shop (schema.org). Only what the page shows anyway."""

from typing import Any

from marketplace import paths
from marketplace.models import Product, Seller


def product(found: Product, site: str) -> dict[str, Any]:
    """A Product with its offers; prices in whole rupiah, pictures as absolute JPEG addresses."""
    ready = [photo.picture for photo in found.photos if photo.picture.is_ready]
    available = any(variant.available > 0 for variant in found.variants)
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Product",
        "name": found.name,
        "description": found.description[:5000],
        "url": site + paths.product(found.slug),
        "category": found.category.name,
        "image": [site + picture.url(1600) for picture in ready],
        "offers": {
            "@type": "AggregateOffer",
            "priceCurrency": "IDR",
            "lowPrice": found.lowest_price,
            "highPrice": found.highest_price,
            "offerCount": len(found.variants),
            "availability": f"https://schema.org/{'InStock' if available else 'OutOfStock'}",
            "seller": {"@type": "Organization", "name": found.seller.name},
        },
    }
    if found.rating_count:
        data["aggregateRating"] = {
            "@type": "AggregateRating",
            "ratingValue": round(found.rating_sum / found.rating_count, 1),
            "reviewCount": found.rating_count,
        }
    return data


def shop(seller: Seller, site: str) -> dict[str, Any]:
    return {
        "@context": "https://schema.org",
        "@type": "Store",
        "name": seller.name,
        "description": seller.story[:5000],
        "url": site + paths.shop(seller.slug or ""),
        "address": {
            "@type": "PostalAddress",
            "addressLocality": seller.district_name,
            "addressRegion": seller.regency_name,
            "addressCountry": "ID",
        },
    }

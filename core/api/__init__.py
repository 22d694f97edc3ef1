"""The answers of the pages as JSON, read-only and versioned, so that a case system can show them."""

from core.api.routes import api_routes

__all__ = ["api_routes"]

"""From a document to its figures."""

from kzreform.extraction.pipeline import Extractor

__all__ = ["Extractor"]

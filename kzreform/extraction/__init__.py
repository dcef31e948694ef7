"""From a document to its figures."""

from kzreform.extraction.pipeline import Explanation, Extractor

__all__ = ["Explanation", "Extractor"]

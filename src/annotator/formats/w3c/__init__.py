"""W3C Web Annotations (w3.org/TR/annotation-model) as JSON-LD, with the texts beside them."""

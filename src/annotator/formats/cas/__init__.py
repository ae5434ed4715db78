"""UIMA CAS, as XMI and as JSON; docs/layers.md describes both."""

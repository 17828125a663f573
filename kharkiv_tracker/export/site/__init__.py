"""A case as static pages in every language, with its data, for any web server."""

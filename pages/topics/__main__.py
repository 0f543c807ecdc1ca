"""``python -m pages.topics`` prints the README's table of pages."""

from pages.topics import table

print(table())

"""Broken links in Markdown files."""
import os
import re


def _text(path):
    with open(path, encoding="utf-8") as stream:
        return stream.read()


def _anchors(path):
    """The anchors of headings, as the well-known forges name them."""
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in re.findall(r"^#+ (.*)$", _text(path), re.M)}


def broken_links(root, paths):
    """For files below a folder, a line each: the file, and the broken link within the folder."""
    broken = []
    for path in paths:
        for target in re.findall(r"\]\(([^)\s]+)\)", re.sub(r"```.*?```|`[^`\n]*`", "", _text(os.path.join(root, path)), flags=re.S)):
            if re.match(r"[a-z]+:", target):
                continue
            name, _, anchor = target.partition("#")
            there = os.path.join(root, os.path.dirname(path), name) if name else os.path.join(root, path)
            if not os.path.exists(there) or anchor and anchor not in _anchors(there):
                broken.append(f"{path}: {target}")
    return broken

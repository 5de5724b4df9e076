"""The public pages' stylesheet: one small file a component in styles/, sent as one so that a poor network asks once.

It stands in no @layer: an old phone (Chrome 80, Safari 14) does not know it and would show an unstyled page. The order of
the files does what layers would do: tokens, base, layout, then components, each free to correct what stands before it.
"""

from pathlib import Path

FOLDER = Path(__file__).parent / "styles"
BUILT = Path(__file__).parent / "static" / "portal" / "site.css"
ORDER = (
    "tokens", "base", "layout", "buttons", "messages", "panels", "forms", "bottom_bar",
    "courses", "lessons", "prose", "practice", "questions", "certificate", "figures", "old_phones",
)  # fmt: skip


def stylesheet() -> str:
    """All components in their order, as one stylesheet. Raises FileNotFoundError for a component without its file."""
    parts = [(FOLDER / f"{name}.css").read_text(encoding="utf-8").strip() for name in ORDER]
    return "\n\n".join(["/* Built from site/portal/styles/ by `make styles`. */", *parts]) + "\n"

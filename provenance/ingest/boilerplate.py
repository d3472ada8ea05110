"""Lines that a web page or a press wraps around the text: shares, related links, embeds, credits."""

import re

_NETWORKS = (
    r"(?:facebook|twitter|instagram|linkedin|youtube|whatsapp|pinterest|reddit|telegram|tiktok"
    r"|google\+|flipboard|tumblr|mastodon|bluesky|rss)"
)
_PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        # calls to act
        r"please (?:reload|wait|enable|log ?in|sign ?in|subscribe)\b.{0,60}",
        r"(?:share|tweet|pin|post|e-?mail|print|save|copy)(?: (?:this|on|to|via|by"
        r"|with)\b.{0,60}|(?: link| article| story)?)",
        r"(?:follow|like|find|join) (?:us|me)\b.{0,60}",
        r"follow .{1,60} on .{0,20}" + _NETWORKS + r".{0,60}",
        r"(?:sign up|subscribe|register|log ?in|sign in|donate|support us)\b.{0,80}",
        r"(?:skip|jump) to (?:main )?(?:content|navigation|search)",
        r"(?:click|tap) here\b.{0,80}",
        r"[•·*\-–]?\s?(?:\w{1,30} ){0,3}" + _NETWORKS + r"(?: \w{1,30}){0,3}",
        # pointers to other pages
        r"(?:related|read (?:more|next|also)|see also|watch|listen|more (?:from|on|stories)"
        r"|recommended|most (?:read|popular)"
        r"|you (?:may|might) also like|trending|up next|also on|in the news)\s?:.{1,200}",
        r"(?:related(?: articles| stories| posts| links)?|read more|read next"
        r"|recommended(?: posts)?|most (?:read|popular)"
        r"|recent posts|see all|load more|show more|comments?|leave a (?:comment|reply)"
        r"|advertisements?|sponsored"
        r"|menu|search|home|back to top|newsletter|contact(?: us)?|about us|tags?)\s?:?",
        # dates of the page, rights
        r"this (?:story|article|post|page) is (?:over|more than) .{1,20} old\.?",
        r"(?:©|\(c\)|copyright\b).{0,160}",
        r"(?:digiti[sz]ed|scanned) by(?: the)? (?:google|internet archive|hathitrust|microsoft)"
        r"\b.{0,40}",
        r"all rights reserved\b.{0,80}",
        r"(?:terms of (?:use|service)|privacy policy|cookie (?:policy|settings)"
        r"|we use cookies)\b.{0,160}",
        # pictures
        r"(?:photo|photograph|image|picture|foto|bild|crédit photo|credit)s?\s?(?:by|par|von"
        r"|door|:|credit:?|courtesy(?: of)?)\s.{1,120}",
        r".{0,80}/(?:EPA|AFP|AP|Reuters|Getty(?: Images)?|Shutterstock)\)?\.?",
        # embeds
        r"\[[a-z][\w-]{2,40}=[\"“].{0,2000}\]?",
        r"\[/?(?:embed|video|audio|gallery|caption|youtube|iframe)\b.{0,400}\]",
        r"<iframe\b.{0,2000}",
    )
)
_EMBED = re.compile(
    r"\[[a-z][\w-]{2,40}=[\"“]|\[/?(?:embed|video|audio|youtube|iframe)\b|<iframe", re.IGNORECASE
)
_SHORT = 240


def is_boilerplate(line: str) -> bool:
    """Whether a whole line is furniture of the page and no sentence of the author.

    A line that begins in lower case goes on with a sentence.
    """
    if line[:1].islower():
        return False
    if len(line) > _SHORT and not is_embed(line):
        return False
    return any(pattern.fullmatch(line) for pattern in _PATTERNS)


def is_embed(line: str) -> bool:
    """A shortcode or frame that a player or picture replaces when the page is shown."""
    return bool(_EMBED.match(line))

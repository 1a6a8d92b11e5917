"""How easily the Dutch of a campaign is read: Flesch-Douma of each whole questionnaire and of the campaign's own texts.

100 is very easy, 0 very hard; 70 and more counts as easy. The figure knows the length of words and sentences and nothing
of meaning. Called by readability.sh with the campaign's id; what `dagpeil texts … --json` prints comes in.
"""

import json
import re
import sys

import textstat

LEAST = 70
# A label such as "Thuis" is no sentence: by itself it has no figure that means something.
LEAST_WORDS = 5
WORST = 3


def whole(text):
    """A text that ends as a sentence does, so that a label does not run into the next."""
    text = " ".join(text.split())
    return text if text.endswith((".", "?", "!")) else f"{text}."


def sentences(name, text):
    for sentence in re.split(r"(?<=[.?!])\s+", whole(text)):
        if len(sentence.split()) >= LEAST_WORDS:
            yield textstat.flesch_reading_ease(sentence), name, sentence


def main():
    textstat.set_lang("nl")
    campaign = sys.argv[1]
    parts = {}
    for entry in json.load(sys.stdin):
        parts.setdefault(entry["audience"], []).append(entry)
    failed = False
    for audience, entries in parts.items():
        figure = textstat.flesch_reading_ease(" ".join(whole(entry["text"]) for entry in entries))
        # The campaign's own texts are few, and some are a title alone: their figure is told and not held to anything.
        falls_short = audience is not None and figure < LEAST
        failed |= falls_short
        said = f", less than {LEAST}" if falls_short else ""
        print(f"{campaign}, {audience or 'its own texts'}: {figure:.0f}{said}; hardest sentences:")
        measured = sorted(found for entry in entries for found in sentences(entry["name"], entry["text"]))
        for figure, name, sentence in measured[:WORST]:
            print(f"  {figure:4.0f}  {name}: {sentence}")
    sys.exit(failed)


main()

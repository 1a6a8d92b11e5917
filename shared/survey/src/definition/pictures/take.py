#!/usr/bin/env python3
"""Writes tabler.toml: pictures taken from Tabler Icons, their paths in as few bytes as they can be said in.

    npm pack @tabler/icons@3.51.0
    python3 take.py tabler-icons-3.51.0.tgz

To add a picture, add a line to NAMES, a name of ours and the icon (outline) it is taken from, and run this again. What
comes out must look like what went in: compare the two in a browser.
"""

import re
import sys
import tarfile
from pathlib import Path

NAMES = {
    "what people do": {
        "sport": "ball-football", "swim": "swimming", "stretch": "stretching", "run": "run", "plant": "plant",
        "dog": "dog", "cat": "cat", "horse": "horse", "fish": "fish", "cook": "chef-hat", "cutlery": "tools-kitchen-2",
        "bread": "bread", "cup": "cup", "sew": "needle-thread", "hammer": "hammer", "tool": "tool", "brush": "brush",
        "pencil": "pencil", "camera": "camera", "chess": "chess", "puzzle": "puzzle", "cards": "cards",
        "microphone": "microphone-2", "piano": "piano", "theatre": "theater", "film": "movie",
        "television": "device-tv", "radio": "radio", "newspaper": "news", "laptop": "device-laptop", "letter": "mail",
        "telephone": "phone", "certificate": "certificate", "shopping": "shopping-cart", "wash": "wash",
        "care": "heart-handshake", "heart": "heart",
    },
    "places": {
        "home": "home", "village": "building-community", "church": "building-church", "mosque": "building-mosque",
        "hospital": "building-hospital", "shop": "building-store", "school": "school", "factory": "building-factory-2",
        "tractor": "tractor", "sofa": "sofa", "bed": "bed", "place": "map-pin", "map": "map",
    },
    "ways to get there": {
        "bike": "bike", "wheelchair": "wheelchair", "bus": "bus", "car": "car", "drive": "steering-wheel",
        "train": "train", "ambulance": "ambulance",
    },
    "what stands in the way, and what helps": {
        "euro": "coin-euro", "wallet": "wallet", "doctor": "stethoscope", "pill": "pill", "hourglass": "hourglass",
        "question": "help", "warning": "alert-triangle", "stairs": "stairs", "sight": "eye-off", "hearing": "ear-off",
        "brain": "brain", "tired": "zzz", "no": "ban", "help": "lifebuoy", "idea": "bulb",
    },
    "times": {
        "clock": "clock", "calendar": "calendar", "morning": "sunrise", "sun": "sun", "evening": "sunset",
        "night": "moon",
    },
    "people": {
        "person": "user", "friends": "friends", "group": "users-group", "baby": "baby-carriage", "talk": "messages",
    },
    "the rest": {"star": "star", "more": "dots"},
}

# How many numbers a command takes.
TAKES = {"m": 2, "l": 2, "h": 1, "v": 1, "c": 6, "s": 4, "q": 4, "t": 2, "a": 7, "z": 0}
NUMBER = re.compile(r"\s*,?\s*([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)")
FLAG = re.compile(r"\s*,?\s*([01])")


def commands(path):
    """The commands of a path, each a letter with its numbers."""
    at, letter = 0, None
    while path[at:].strip():
        found = re.compile(r"\s*([a-zA-Z])").match(path, at)
        if found:
            letter, at = found[1], found.end()
        elif letter in "mM":
            letter = "l" if letter == "m" else "L"
        numbers = []
        for place in range(TAKES[letter.lower()]):
            is_flag = letter in "aA" and place in (3, 4)
            found = (FLAG if is_flag else NUMBER).match(path, at)
            numbers.append(found[1])
            at = found.end()
        yield letter, numbers


def short(number):
    """A number without the zeros that say nothing."""
    text = f"{float(number):.4f}".rstrip("0").rstrip(".")
    return re.sub(r"^(-?)0\.", r"\1.", "0" if text == "-0" else text)


def said(path):
    """A path in few bytes."""
    out, last, previous = "", None, ""
    for letter, numbers in commands(path):
        after = {"m": "l", "M": "L"}.get(last, last)
        if letter != after or letter in "zZmM":
            out += letter
            previous = ""
        for place, number in enumerate(numbers):
            is_flag = letter in "aA" and place in (3, 4)
            text = number if is_flag else short(number)
            after_flag = letter in "aA" and place in (4, 5)
            fits = previous == "" or after_flag or text[0] == "-" or (text[0] == "." and "." in previous)
            out += text if fits else " " + text
            previous = text
        last = letter
    return out


def markup(svg):
    """What stands between the tags of an icon: its paths as one."""
    body = svg[svg.index(">", svg.index("<svg")) + 1 : svg.rindex("</svg>")]
    paths = []
    for element in re.findall(r"<[^>]+>", body):
        if 'stroke="none"' in element and "M0 0h24v24H0z" in element:
            continue  # the field itself
        found = re.fullmatch(r'<path d="([^"]+)"\s*/>', element)
        if not found:
            sys.exit(f"not a plain path: {element}")
        # A path of its own begins where it says; joined to others it must say so with a capital.
        paths.append(re.sub(r"^\s*m", "M", found[1]))
    return f'<path d="{said("".join(paths))}"/>'


def main():
    with tarfile.open(sys.argv[1]) as package:
        version = re.search(r'"version": "([^"]+)"', package.extractfile("package/package.json").read().decode())[1]
        licence = package.extractfile("package/LICENSE").read().decode()
        lines = [
            f"# Taken by take.py from Tabler Icons {version} (npm @tabler/icons, https://tabler.io/icons), outline set;",
            "# MIT licence: LICENSE-tabler.txt. The icon's own name follows where it is another.",
        ]
        for group, names in NAMES.items():
            lines += ["", f"# {group}"]
            for name, icon in names.items():
                svg = package.extractfile(f"package/icons/outline/{icon}.svg").read().decode()
                origin = "" if name == icon else f" # {icon}"
                lines.append(f"{name} = '{markup(svg)}'{origin}")
    here = Path(__file__).parent
    (here / "tabler.toml").write_text("\n".join(lines) + "\n")
    (here / "LICENSE-tabler.txt").write_text(licence)


main()

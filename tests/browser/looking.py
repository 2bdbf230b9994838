"""Looking at a page: what can be measured of it as it is drawn, and pictures of it for people."""

from __future__ import annotations

import os
from base64 import b64decode, b64encode
from pathlib import Path
from typing import Literal

from playwright.sync_api import Page, ViewportSize

SCREEN_HEIGHT = 900
WIDTHS = (360, 768, 1440)
AT_400_PERCENT: ViewportSize = {"width": 320, "height": 256}
"""1280 by 1024 pixels, each four times as large: WCAG 2.2, success criterion 1.4.10. What is whole here is so on a phone."""

SCREENS: tuple[ViewportSize, ...] = (
    AT_400_PERCENT,
    {"width": 768, "height": SCREEN_HEIGHT},
    {"width": 1440, "height": SCREEN_HEIGHT},
)
PHONE: ViewportSize = {"width": 360, "height": 740}
PAPER_WIDTH = 718
"""A4 less its margins of 1 cm, at 96 pixels an inch."""

SCHEMES: tuple[Literal["light"], Literal["dark"]] = ("light", "dark")
ALWAYS_PICTURED = (768, "dark")
"""The others only for people: a picture takes long, and an empty one is empty at every size."""

LONGEST_PICTURE = 8000
SCALE = 0.25
FEWEST_COLOURS = 12
"""A screen of text has hundreds of shades, an empty one has one; a rule across it adds a few."""

_LOOKING = Path(__file__).with_suffix(".js").read_text()
_COUNT_COLOURS = """async ([picture, height]) => {
    const image = Object.assign(new Image(), { src: `data:image/png;base64,${picture}` });
    await image.decode();
    const canvas = new OffscreenCanvas(image.width, image.height).getContext("2d");
    canvas.drawImage(image, 0, 0);
    const counts = [];
    for (let top = 0; top < image.height; top += height) {
        const rest = Math.min(height, image.height - top);
        if (rest < height / 2 && top) break;
        const pixels = new Uint32Array(canvas.getImageData(0, top, image.width, rest).data.buffer);
        counts.push(new Set(pixels).size);
    }
    return counts;
}"""


def measure(page: Page, *, is_on_screen: bool = True) -> list[str]:
    """What is wrong with the page as it is drawn: a line for each part cut off, covered or small, or hard to read."""
    faults: list[str] = page.evaluate(_LOOKING, is_on_screen)
    return faults


def count_colours(page: Page, picture: bytes) -> int:
    """How many colours a picture in PNG has."""
    image = b64encode(picture).decode()
    return int(min(page.evaluate(_COUNT_COLOURS, [image, LONGEST_PICTURE])))


class Looker:
    """Looks at what a page shows, on paper and at every width, light and dark; keeps what is wrong."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.found: list[str] = []
        folder = os.environ.get("SCREENSHOTS")
        self._folder = Path(folder) if folder else None
        self._session = page.context.new_cdp_session(page)

    def look(self, name: str, *, is_long: bool = False) -> None:
        """Look at the page as it stands now, which is light and wide afterwards.

        Sizes do not depend on colours. One that is very long is measured, and pictured for people alone.
        """
        self.page.wait_for_load_state()
        self._print(name)
        for screen in SCREENS:
            self._measure(name, screen)
            for scheme in SCHEMES:
                is_always = (screen["width"], scheme) == ALWAYS_PICTURED and not is_long
                if self._folder or is_always:
                    self.page.emulate_media(color_scheme=scheme)
                    self._picture(f"{name}-{screen['width']}-{scheme}")
        self.page.emulate_media(color_scheme="light")

    def enlarge(self, name: str) -> None:
        """Look at the page with its text alone at 200 percent on a phone, and leave it so."""
        self.page.set_viewport_size(PHONE)
        self.page.evaluate("document.documentElement.style.fontSize = '200%'")
        width = self.page.evaluate("document.documentElement.scrollWidth")
        if width > PHONE["width"]:
            self.found.append(f"{name} with text at 200 percent: {width} pixels wide")

    def _print(self, name: str) -> None:
        self.page.emulate_media(media="print", color_scheme="light")
        paper: ViewportSize = {"width": PAPER_WIDTH, "height": SCREEN_HEIGHT}
        self._measure(f"{name} in print", paper, is_on_screen=False)
        if self._folder:
            self._picture(f"{name}-print")
        self.page.emulate_media(media="screen")

    def _measure(self, name: str, screen: ViewportSize, *, is_on_screen: bool = True) -> None:
        self.page.set_viewport_size(screen)
        faults = measure(self.page, is_on_screen=is_on_screen)
        self.found += [f"{name} at {screen['width']}: {fault}" for fault in faults]

    def _picture(self, name: str) -> None:
        """Refuse a page with an empty screen in it; keep its picture where a folder is named."""
        width, whole = self.page.evaluate(
            "[document.documentElement.clientWidth, document.documentElement.scrollHeight]"
        )
        for part, top in enumerate(range(0, whole, LONGEST_PICTURE)):
            clip = {"x": 0, "y": top, "width": width, "height": min(LONGEST_PICTURE, whole - top)}
            small = self._capture({**clip, "scale": SCALE})
            counts = self.page.evaluate(_COUNT_COLOURS, [small, int(SCREEN_HEIGHT * SCALE)])
            if min(counts) < FEWEST_COLOURS:
                self.found.append(f"{name}: a screen of part {part} is empty; colours: {counts}")
            if self._folder:
                self._folder.mkdir(parents=True, exist_ok=True)
                picture = b64decode(self._capture({**clip, "scale": 1}))
                (self._folder / f"{name}-{part}.png").write_bytes(picture)

    def _capture(self, clip: dict[str, float]) -> str:
        answer = self._session.send(
            "Page.captureScreenshot",
            {"clip": clip, "captureBeyondViewport": True, "optimizeForSpeed": True},
        )
        return str(answer["data"])

"""A text with every element that prose can have."""

from terms.fields.prose import render_prose
from terms.markdown.placing import PlacedImage, place
from terms.models import Term

_PICTURE = (1200, 630)
_TEXT = """\
A paragraph with *emphasis*, **strong words**, ~~what no longer holds~~, `code`, a
[link](https://example.org "Its title") and a footnote[^first].\\
This line begins after a hard break.

### A heading

- Every week
  - on Monday
  - on Thursday, where `retrain --all` takes the night

    ```sh
    retrain --all
    ```
- Every month

3. The third step
4. The fourth

#### A smaller heading

```python
def drift(reference: list[float], recent: list[float]) -> float:
    # ## This is no heading, and this line is longer than a phone is wide, so that it scrolls
    return sum(recent) / len(recent) - sum(reference) / len(reference)
```

| Command | What it does | Cost each month | Owner | Since |
|:--------|:-------------|:---------------:|------:|------:|
| `a \\| b` | joins commands: the second reads what the first writes | $0.01 | Platform | 2024 |
| `c` | counts | $1,200.00 | Finance | 2025 |

> A model that nobody watches is a model that nobody trusts.
>
> > Said twice.

Drift
: What changes in the data after the model was trained.
: What changes in the world.

***

![Words on a plain ground]({image})

The end[^second], and the first note again[^first].

[^first]: A note with *emphasis* and a [link](https://example.org).
[^second]: A note of two paragraphs.

    Its second one.
"""


def every_element(term: Term) -> str:
    """The HTML of the text; its image is the picture of `term`."""
    name = "picture.png"
    image = PlacedImage(f"{term.get_absolute_url()}{name}", *_PICTURE)
    return place(render_prose(_TEXT.replace("{image}", name)), {name: image}, "specimen")

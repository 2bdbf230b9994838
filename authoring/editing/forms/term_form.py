"""The fields of a term's form that are more than columns: its quiz, an image, a word on why."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from authoring.files.image_files import ImageFile, look
from authoring.files.reading import MAX_FILE_BYTES
from authoring.history.merging import digests_of
from authoring.history.saving import current_texts
from authoring.importing.composing import distinct, slug_of
from glossary_site.web.forms.fields import TextField
from terms.models import Term, TermImage
from terms.sections.registry import headings, parts, sections

_SUFFIXES = {"image/png": "png", "image/jpeg": "jpg", "image/webp": "webp", "image/gif": "gif"}


def _image_places() -> list[tuple[str, str]]:
    """The texts of the term that may show an image."""
    return [
        (part.name, str(_(section.title)))
        for section in sections()
        for part in section.parts
        if part.heading
    ]


class TermForm(forms.ModelForm[Term]):
    """A term's own fields, its quiz as the file that it is, an image, and a word for reviewers.

    What a draft may lack, its content files' rule says: here only what each row must have.
    """

    quiz = forms.CharField(
        label="quiz.yaml",
        required=False,
        strip=False,
        max_length=MAX_FILE_BYTES,
        widget=forms.Textarea(
            attrs={"rows": 20, "class": "vLargeTextField", "spellcheck": "false"}
        ),
        help_text=_("Six questions, each option with its reason, as docs/content.md says."),
    )
    image = forms.FileField(
        label=_("New image"),
        required=False,
        max_length=200,
        widget=forms.FileInput(attrs={"accept": ".png,.jpg,.jpeg,.webp,.gif"}),
        help_text=_("PNG, JPEG, WebP or GIF of at most 1 MB, no side over 4,000 px. No SVG."),
    )
    image_alt = TextField(
        label=_("What it shows"),
        required=False,
        max_length=300,
        help_text=_("For those who do not see it, in a sentence."),
    )
    image_place = forms.ChoiceField(
        label=_("Where it stands"),
        required=False,
        choices=_image_places,
        help_text=_("At the end of this text; move the line from there as you like."),
    )
    reason = TextField(
        label=_("What you change and why"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Reviewers and the history show it."),
    )
    shown = forms.JSONField(required=False, widget=forms.HiddenInput)
    """The digests of the files that the form was drawn from, by name."""

    refusals: Sequence[tuple[str, str]] = ()
    """What saving was refused for: field and reason."""
    new_image: TermImage | None = None

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        texts = {part.name for _section, part in parts()} | {"slug"}
        for name in texts & self.fields.keys():
            self.fields[name].required = False
        if self.instance.pk:
            files = current_texts(self.instance.slug)
            self.initial["quiz"] = files.get("quiz.yaml", "")
            self.initial["shown"] = digests_of(files)
        else:
            self.instance.kind, self.instance.updated_on = Term.Kind.BRIEF, timezone.now().date()

    def is_multipart(self) -> bool:
        """Always: the section with the image may be opened once the form is drawn."""
        return True

    @property
    def written(self) -> set[str]:
        """The term's own fields that the form has, or puts an image into."""
        places = {self.cleaned_data["image_place"]} if self.new_image else set()
        return {*self.cleaned_data} | places

    def clean_quiz(self) -> str:
        """The text as files end their lines; as it was where only the ends of lines differ."""
        text = str(self.cleaned_data["quiz"]).replace("\r\n", "\n")
        before = str(self.initial.get("quiz", ""))
        return before if text == before.replace("\r\n", "\n") else text

    def clean_image(self) -> Any:
        """The file looked at, whatever its name and its type say."""
        file = self.cleaned_data["image"]
        if not file:
            return None
        if file.size > MAX_FILE_BYTES:
            raise forms.ValidationError(
                gettext("This file is larger than %(number)s kB. Save it smaller or as WebP."),
                params={"number": MAX_FILE_BYTES // 1000},
            )
        data = file.read()
        found = ImageFile(Path(file.name))
        if fault := look(found, data):
            raise forms.ValidationError(gettext("This file %(fault)s."), params={"fault": fault})
        taken = TermImage.objects.filter(term=self.instance).values_list("name", flat=True)
        stem = distinct(
            slug_of(found.path.stem, "image"), (name.rpartition(".")[0] for name in taken)
        )
        return TermImage(
            term=self.instance,
            name=f"{stem}.{_SUFFIXES[found.kind]}",
            kind=found.kind,
            width=found.width,
            height=found.height,
            digest=found.digest,
            data=data,
        )

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        day = values.get("publish_on")
        if values.get("status") == Term.Status.PUBLISHED and day and day > timezone.now().date():
            self.add_error("publish_on", gettext("This belongs to a scheduled term."))
        if not self.instance.pk and not values.get("slug"):
            taken = Term.objects.values_list("slug", flat=True)
            self.instance.slug = distinct(slug_of(values.get("title", "")), taken)
            if "slug" in values:
                values["slug"] = self.instance.slug
        if image := values.get("image"):
            self._put_in(image, values)
        elif values.get("image_alt") and "image" not in self.errors:
            self.add_error("image", gettext("Choose the file of the image."))
        for name, reason in self.refusals:
            if name in self.fields:
                self.add_error(name, reason)
        return values

    def _put_in(self, image: TermImage, values: dict[str, Any]) -> None:
        """Let a text of the term show the image."""
        alt = " ".join(str(values.get("image_alt", "")).split())
        if not alt:
            self.add_error("image_alt", gettext("Say what the image shows, in a sentence."))
            return
        place = values.get("image_place") or next(iter(headings().values()))
        values["image_place"], self.new_image = place, image
        escaped = alt.translate({ord(one): f"\\{one}" for one in "\\[]"})
        before = values.get(place, getattr(self.instance, place)).rstrip()
        text = f"{before}\n\n![{escaped}]({image.name})".lstrip()
        if place in self.fields:
            values[place] = text
        else:
            setattr(self.instance, place, text)

"""The bar of a long load: there for a person at a terminal, silent anywhere else."""

import os
import pty
import subprocess
import sys
import termios

LOOP = """
import authoring.load.progress_bar as progress
progress._SILENT_S = 0
print(sum(progress.watched(range(2000), "reading", 2000)))
"""


def said(terminal: bool) -> str:
    """What reaches standard error of the loop above."""
    if not terminal:
        done = subprocess.run(
            [sys.executable, "-c", LOOP], capture_output=True, text=True, check=True
        )
        assert done.stdout == "1999000\n"
        return done.stderr
    reader, writer = pty.openpty()
    termios.tcsetwinsize(writer, (24, 80))
    subprocess.run([sys.executable, "-c", LOOP], stderr=writer, stdout=subprocess.PIPE, check=True)
    text = os.read(reader, 100_000).decode()
    os.close(writer)
    os.close(reader)
    return text


def test_a_person_sees_how_far_it_is() -> None:
    assert "reading" in said(terminal=True)


def test_a_log_holds_no_bar() -> None:
    assert said(terminal=False) == ""

"""What other people's pages take of the glossary: a script, widgets, oEmbed, a style for Vale."""

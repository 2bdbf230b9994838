"""Other people's glossaries as content files, and content as the files of other programs."""

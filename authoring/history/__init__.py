"""The content folder as the database knows it: every file, each of its versions, who wrote them."""

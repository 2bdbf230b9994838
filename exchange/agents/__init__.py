"""The glossary for agents: a server of the Model Context Protocol without sessions."""

"""Several people who answer the same assessment: who joins, and what their answers say together."""

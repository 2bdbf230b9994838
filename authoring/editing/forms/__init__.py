"""Forms of terms and of files in the admin: fields, sections, rows, and refusals said in them."""

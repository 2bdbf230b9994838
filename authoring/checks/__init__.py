"""What can be wrong with content that loads: one module for each kind of fault."""

"""Documents and files. They receive data and never fetch it."""

"""The commands: the road on a folder of files. A module a command; `main.py` names them all."""

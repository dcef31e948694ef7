"""What goes wrong around a run: signals, full disks, files that vanish, processes that die, no network."""

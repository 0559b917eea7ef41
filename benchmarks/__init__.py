"""What `make bench` runs: each measure against a peer, in one run on one machine."""

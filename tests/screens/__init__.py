"""Small screens for the tests of the player: a folder, a server that misbehaves on request, and a box in front of it."""

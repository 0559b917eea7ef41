"""What is drawn rather than photographed: QR codes and share cards.

Of a card: ``cards`` says what stands on it, ``setting`` where its lines break, ``typeface``
holds the letters, ``draw`` makes the picture and ``store`` keeps it. Only ``photos/`` and this
folder know Pillow, and of this folder only ``typeface`` and ``draw``: a build whose cards are
all there never loads it.
"""

"""Prepares photos: originals → renditions. The same as ``shuangyong photos prepare``.

python scripts/prepare_photos.py                                    the albums of the site in this folder
python scripts/prepare_photos.py --originals DIR --out DIR          any folder of albums
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

if __name__ == "__main__":
    # Not above: every worker process imports this file again, and needs none of it.
    from shuangyong.photos.commands import prepare_command

    prepare_command(prog_name="prepare_photos.py")

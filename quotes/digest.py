"""SHA-256 and BLAKE2b without `hashlib`, whose import loads OpenSSL: 4 MB of memory and 3 ms of a start-up.

`random` of the standard library takes its own hash from such a small module for the same reason, with the same way back
where a build of Python does not have it.
"""

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hashlib import blake2b, sha256
else:
    try:
        from _blake2 import blake2b

        if sys.version_info >= (3, 12):
            from _sha2 import sha256
        else:
            from _sha256 import sha256
    except ImportError:
        from hashlib import blake2b, sha256

__all__ = ["blake2b", "sha256"]

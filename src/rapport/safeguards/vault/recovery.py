"""Recovery shares of the practice key: any few of them bring it back, fewer tell nothing (SLIP-39)."""

from __future__ import annotations

from collections.abc import Sequence

from shamir_mnemonic import combine_mnemonics, generate_mnemonics
from shamir_mnemonic.utils import MnemonicError

from rapport.base.errors import Unable
from rapport.safeguards.vault.keystore import PRACTICE, FileKeystore


class UnableToRecover(Unable):
    """These shares do not give a key: too few, from different sets, or with a misspelt word."""


def make_shares(keystore: FileKeystore, *, needed: int = 2, total: int = 3) -> tuple[str, ...]:
    """Give ``total`` lists of words of which any ``needed`` bring the practice key back."""
    groups = generate_mnemonics(1, [(needed, total)], keystore.key(PRACTICE), extendable=True)
    return tuple(groups[0])


def recover_practice_key(shares: Sequence[str]) -> bytes:
    """Give the practice key from enough shares.

    Raises:
        UnableToRecover: the shares do not fit together.
    """
    try:
        return bytes(combine_mnemonics([" ".join(share.split()).lower() for share in shares]))
    except (MnemonicError, ValueError) as error:
        raise UnableToRecover(
            "These shares do not fit together. Check each word and that there are enough."
        ) from error

"""How alike words are, by the mails that they stand in together: what is learnt of one is half learnt of its like.

A word of which experience has had three mails says little by itself; that it stands where "solicitor" and "insurers"
stand says more. This is latent semantic analysis: the table of words by mails, each word by how rare it is, cut to its
strongest directions.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.decomposition import TruncatedSVD

# A word of fewer mails stands nowhere yet.
_MAILS = 3


class Likeness:
    """Where each word stands: alike are those whose directions are."""

    def __init__(
        self, mails: Sequence[Collection[str]], words: Collection[str], directions: int
    ) -> None:
        """`mails` are the different words of each; only `words` are placed, in so many directions."""
        stood = Counter(word for mail in mails for word in mail if word in words)
        self._places = {
            word: at for at, word in enumerate(sorted(w for w in stood if stood[w] >= _MAILS))
        }
        rows, columns, weights = [], [], []
        for column, mail in enumerate(mails):
            for word in mail:
                if word in self._places:
                    rows.append(self._places[word])
                    columns.append(column)
                    weights.append(math.log(len(mails) / stood[word]) / math.sqrt(len(mail)))
        table = csr_matrix((weights, (rows, columns)), shape=(len(self._places), len(mails)))
        found = TruncatedSVD(directions, algorithm="arpack", random_state=0)
        # Half of how strong a direction is: by all of it the first few would say everything.
        stand = found.fit_transform(table) / np.sqrt(found.singular_values_)
        self._stand = stand / (np.linalg.norm(stand, axis=1, keepdims=True) + 1e-9)
        self._nowhere = np.zeros(directions)

    def of(self, word: str) -> Any:
        """A word's place: as many numbers as there are directions, of length 1; all 0 for a word that has no place."""
        return self._stand[self._places[word]] if word in self._places else self._nowhere

    def of_mail(self, heard: Mapping[str, float]) -> Any:
        """The places of a mail's words together, each as strongly as it was heard."""
        known = [word for word in heard if word in self._places]
        if not known:
            return self._nowhere
        strengths = np.array([heard[word] for word in known])
        return strengths @ self._stand[[self._places[word] for word in known]]

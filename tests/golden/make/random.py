"""Writes tests/golden/numeric/random.csv: what the generator must give, by plain integers and floats.

    python3 tests/golden/make/random.py

xoshiro256++ and splitmix64 as their authors publish them; normal draws by algorithm AS 241. Run from the project's root.
"""

import math
import pathlib
import platform

MASK = (1 << 64) - 1


def splitmix64(state):
    state = (state + 0x9E3779B97F4A7C15) & MASK
    z = state
    z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
    z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
    return state, z ^ (z >> 31)


def rotl(x, k):
    return ((x << k) | (x >> (64 - k))) & MASK


class Xoshiro:
    def __init__(self, state):
        self.s = list(state)

    @classmethod
    def seeded(cls, seed, stream):
        _, mixed = splitmix64(seed)
        state = mixed ^ ((stream * 0xD1342543DE82EF95 + 0x2545F4914F6CDD1D) & MASK)
        words = []
        for _ in range(4):
            state, word = splitmix64(state)
            words.append(word)
        return cls(words)

    def bits(self):
        s = self.s
        result = (rotl((s[0] + s[3]) & MASK, 23) + s[0]) & MASK
        t = (s[1] << 17) & MASK
        s[2] ^= s[0]
        s[3] ^= s[1]
        s[1] ^= s[2]
        s[0] ^= s[3]
        s[2] ^= t
        s[3] = rotl(s[3], 45)
        return result

    def uniform(self):
        return ((self.bits() >> 12) + 0.5) * 2.0**-52


# The authors' own sequences, for the state 1, 2, 3, 4 and the seed 1234567.
check = Xoshiro([1, 2, 3, 4])
assert [check.bits() for _ in range(4)] == [41943041, 58720359, 3588806011781223, 3591011842654386]
state, first = splitmix64(1234567)
assert first == 6457827717110365317 and splitmix64(state)[1] == 3203168211198807973


def normal_quantile(p):
    """By bisection of the error function: slow, and independent of any approximation formula."""
    low, high = -10.0, 10.0
    while high - low > 1e-15 * max(1.0, abs(low)):
        middle = 0.5 * (low + high)
        if middle in (low, high):
            break
        # The smaller tail, so that no digits are lost.
        above = 0.5 * math.erfc(middle / math.sqrt(2.0)) < 1.0 - p if p > 0.5 else False
        below = 0.5 * math.erfc(-middle / math.sqrt(2.0)) > p if p <= 0.5 else False
        if above or below:
            high = middle
        else:
            low = middle
    return 0.5 * (low + high)


lines = ["# data: none", f"# made by: tests/golden/make/random.py, Python {platform.python_version()}",
         "# tolerance: 1e-13", "quantity,row,column,value"]
for seed, stream in [(0, 0), (1, 0), (1, 1), (MASK, 12345)]:
    name = f"{seed}_{stream}"
    generator = Xoshiro.seeded(seed, stream)
    for i in range(1, 6):
        value = generator.bits()
        lines.append(f"high_{name},{i},,{value >> 32}")
        lines.append(f"low_{name},{i},,{value & 0xFFFFFFFF}")
    generator = Xoshiro.seeded(seed, stream)
    for i in range(1, 21):
        lines.append(f"normal_{name},{i},,{normal_quantile(generator.uniform())!r}")
path = pathlib.Path("tests/golden/numeric/random.csv")
path.parent.mkdir(parents=True, exist_ok=True)
path.write_text("\n".join(lines) + "\n", encoding="utf-8")

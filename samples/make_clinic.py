#!/usr/bin/env python3
"""Writes clinic.csv beside this file: a made-up clinic sample. No person is behind any row.

Answers follow one made-up trait a person, so that better well-being goes with fewer complaints. On top of that, mistakes
as they happen in real files are planted at fixed rows; README.md lists them. The same bytes come out on every machine:
    python3 samples/make_clinic.py
"""

import pathlib
import random

PEOPLE = 120
WELLBEING = [f"w{j}" for j in range(1, 15)]
PHQ = [f"phq9_{j}" for j in range(1, 11)]
HEADER = ["patient_id", "family_name", "site", *WELLBEING, *PHQ]

SITES = ["Harbour", "Old Mill", "Linden"]
NAMES = (
    "Müller Núñez Žižek O'Brien Ångström Şahin Dvořák Łukasz Çelik Õunapuu Sørensen Gödel Peña Œuvrard Þórsson Nguyễn "
    "Kovács Ivanović Ó|Súilleabháin De|la|Cruz van|den|Berg D'Amico Weiß Čapek Smith Jones Rossi Silva Kaur Cohen"
).split()

# How easily each statement is agreed to, and how common each complaint is; chosen by eye.
WELLBEING_EASE = [0.0, -0.1, -0.3, 0.2, -0.4, 0.1, 0.2, -0.2, 0.1, -0.2, 0.5, 0.3, 0.0, 0.0]
PHQ_COMMON = [0.2, 0.2, 0.3, 0.5, 0.0, 0.1, 0.1, -0.4, -0.9]


def clamp(value, low, high):
    return max(low, min(high, value))


def person(rng):
    """14 well-being answers 1-5, nine complaints 0-3 and the difficulty 0-3 of one made-up person."""
    trait = rng.gauss(0.0, 1.0)
    wellbeing = [clamp(round(3.0 + ease + 0.75 * trait + rng.gauss(0.0, 0.65)), 1, 5) for ease in WELLBEING_EASE]
    phq = []
    for common in PHQ_COMMON:
        complaint = common - 0.8 * trait + rng.gauss(0.0, 0.6)
        phq.append(sum(complaint > cut for cut in (0.0, 0.9, 1.6)))
    burden = sum(phq) / 9 + rng.gauss(0.0, 0.4)
    difficulty = sum(burden > cut for cut in (0.5, 1.4, 2.3))
    return [str(answer) for answer in [*wellbeing, *phq, difficulty]]


def plant(rows):
    """The mistakes and special cases. Lines count as in an editor: the header is line 1, so person i stands in line i + 1."""

    def put(line, **answers):
        for column, text in answers.items():
            rows[line - 2][HEADER.index(column)] = text

    put(6, phq9_3="")  # single blanks
    put(14, w5="")
    put(23, w12="", w13="")
    put(37, w8="", phq9_10="")
    put(52, phq9_6="")
    put(75, w2="", w9="", w14="")
    put(98, w1="", phq9_1="")
    put(113, phq9_10="")

    put(10, **dict.fromkeys(["w3", "w4", "w7", "w10", "w13"], ""))  # more than three well-being answers missing
    put(44, **dict.fromkeys(["w8", "w9", "w10", "w11", "w12", "w13", "w14"], ""))

    put(18, w6="6")  # codes outside the options
    put(61, w11="7")
    put(29, phq9_5="4")
    put(83, w4="99")  # a missing code that nobody declared

    put(33, **dict.fromkeys(WELLBEING, "3"), **dict.fromkeys(PHQ, "1"))  # the same answer throughout
    put(48, **dict.fromkeys(PHQ[:8], "1"), phq9_9="", phq9_10="1")  # only the risk item is blank
    put(57, **dict.fromkeys(WELLBEING + PHQ, ""))  # nothing but the risk item is answered
    put(57, phq9_9="2")
    put(68, w7="x")  # a letter where a number belongs
    put(105, **dict.fromkeys(WELLBEING + PHQ, ""))  # a blank form
    rows[90 - 2].pop()  # line 90 is one field short: its last field is not there

    put(2, family_name="Müller")
    put(3, family_name="Núñez")
    put(4, family_name="Žižek")
    put(5, family_name="O'Brien")
    put(40, family_name="Fernández, Jr.")  # a comma inside a quoted field


def field(text):
    return '"' + text.replace('"', '""') + '"' if any(mark in text for mark in ',"\n') else text


def main():
    rng = random.Random(20070)
    rows = []
    number = 17
    for _ in range(PEOPLE):
        name = NAMES[int(rng.random() * len(NAMES))].replace("|", " ")
        site = SITES[int(rng.random() * len(SITES))]
        rows.append([f"{number:05d}", name, site, *person(rng)])
        number += 1 + int(rng.random() * 9)
    plant(rows)
    lines = [",".join(field(text) for text in row) for row in [HEADER, *rows]]
    target = pathlib.Path(__file__).with_name("clinic.csv")
    target.write_bytes(("\n".join(lines) + "\n").encode("utf-8"))


if __name__ == "__main__":
    main()

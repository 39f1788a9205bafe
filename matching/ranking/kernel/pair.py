"""One volunteer and a block of assignments: `filters`, `signals` and the chance of the week, compiled."""

from typing import NamedTuple

import numpy as np

from matching.ranking.arrays import Floats, Masks, Slots
from matching.ranking.kernel.compiled import LANES, as_float, inner, lowest, ones, part, reaching, surviving
from matching.ranking.kernel.packed import BLOCK, LIFT, REGULAR, SURVIVING, Dials, Float, Ints, Word

f32, u32, u64 = np.float32, np.uint32, np.uint64
ZERO, ONE, TWO, THREE, FOUR, SEVEN = f32(0), f32(1), f32(2), f32(3), f32(4), f32(7)
NEVER = f32(-np.inf)
ONCE, EVERY_WEEK = 1, 2
MIDDLE_OF_FOUR = f32(2 * (2**16 - 1))
SCATTER = u64(0x9E3779B97F4A7C15), u64(0xBF58476D1CE4E5B9), u64(0x94D049BB133111EB)


type Steps = tuple[Word, Word, Word]
"""How well she likes each of 32 activities: the fours, twos and ones of 0 to 7."""


class Reader(NamedTuple):
    """One volunteer, and what her signals are worth when they need no sum."""

    low: Steps
    high: Steps
    ticked: Word
    """Not 0 if any."""
    skills: tuple[Word, Word]
    slots: Word
    groups: Word
    brought: Word
    hours: Float
    once: Float
    regular: Float
    lacking: Float
    held: Float
    no_skill: Float
    missed: Float
    met: Float
    no_group: Float


@part
def gather(bits: Word, first: int, itself: Float, together: Floats, sums: Floats) -> None:
    """Add up how well each goes with these that she ticked."""
    while bits != 0:
        ticked = first + lowest(bits)
        sums[u64(ticked)] += itself
        bits = u32(bits & u32(bits - u32(1)))
        for other in range(len(sums)):
            sums[u64(other)] += together[u64(ticked), u64(other)]


@part
def liking(low: Word, high: Word, together: Floats, sums: Floats, dials: Dials) -> tuple[Steps, Steps]:
    """Follow `World.liking`."""
    for each in range(len(sums)):
        sums[u64(each)] = ZERO
    count = f32(u32(ones(low) + ones(high)))
    gather(low, 0, dials.ticked * count, together, sums)
    gather(high, 32, dials.ticked * count, together, sums)
    return steps(sums, 0, count, dials), steps(sums, 32, count, dials)


@part
def steps(sums: Floats, start: int, count: Float, dials: Dials) -> Steps:
    """Count the steps that each of 32 sums has reached, all at once: bit by bit, with a carry."""
    fours, twos, units = u32(0), u32(0), u32(0)
    for step in range(7):
        reached = marked(sums, start, (dials.least + f32(step) * dials.step) * count)
        carry = u32(units & reached)
        units, fours, twos = u32(units ^ reached), u32(fours ^ (twos & carry)), u32(twos ^ carry)
    return fours, twos, units


@part
def marked(sums: Floats, start: int, floor: Float) -> Word:
    """Mark which of 32 sums reach the floor."""
    upper = reaching(sums, u64(start + LANES), floor) << u32(LANES)
    return u32(reaching(sums, u64(start), floor) | upper)


@part
def reader_of(packed: Slots, row: int, liked: tuple[Steps, Steps], dials: Dials) -> Reader:
    """Read one volunteer."""
    rhythm, groups = packed[row, 7], packed[row, 5]
    no_group = dials.no_group * dials.group
    return Reader(
        liked[0],
        liked[1],
        u32(packed[row, 0] | packed[row, 1]),
        (packed[row, 2], packed[row, 3]),
        packed[row, 4],
        groups,
        packed[row, 6],
        as_float(packed[row, 8]),
        (ZERO if rhythm == EVERY_WEEK else ONE) * dials.rhythm,
        (ZERO if rhythm == ONCE else ONE) * dials.rhythm,
        dials.lacking * dials.skill,
        ONE * dials.skill,
        dials.no_skill * dials.skill,
        no_group if groups == 0 else ZERO * dials.group,
        no_group if groups == 0 else ONE * dials.group,
        no_group,
    )


@part
def word(words: Slots, block: int, number: int, lane: int) -> Word:
    """Read one word of an assignment; no sign, no test for counting from the end."""
    read: Word = words[u64(block) * u64(BLOCK) + u64(number * LANES) + u64(lane)]
    return read


@part
def interest(low: Word, high: Word, reader: Reader, dials: Dials) -> Float:
    """Follow `signals.interest`."""
    fours = f32(u32(ones(u32(low & reader.low[0])) + ones(u32(high & reader.high[0]))))
    twos = f32(u32(ones(u32(low & reader.low[1])) + ones(u32(high & reader.high[1]))))
    units = f32(u32(ones(u32(low & reader.low[2])) + ones(u32(high & reader.high[2]))))
    count = f32(u32(ones(low) + ones(high)))
    steps = FOUR * fours + TWO * twos + units
    return steps / (SEVEN * max(ONE, count)) if (reader.ticked != 0) & (count > ZERO) else dials.no_interest


@part
def closeness(km: Float, max_km: Float, dials: Dials) -> Float:
    """Follow `signals.distance`, but for what is done from home."""
    halfway = max(dials.shortest, dials.halfway * max_km)
    return dials.no_distance if np.isnan(km) else ONE / (ONE + km / halfway)


@part
def time(slots: Word, is_regular: bool, reader: Reader, dials: Dials) -> Float:
    """Follow `signals.time`."""
    shared = f32(ones(u32(slots & reader.slots)))
    needed = ONE if is_regular else max(ONE, f32(ones(slots)))
    asked = f32(ones(slots))
    guess = asked / (asked + TWO) if is_regular else ONE / THREE
    share = guess if reader.slots == 0 else min(ONE, shared / needed)
    return dials.flexible if slots == 0 else share


@part
def hours(asked: Float, reader: Reader, dials: Dials) -> Float:
    """Follow `signals.hours`."""
    share = min(ONE, reader.hours / asked) if asked > ZERO else ONE
    return dials.no_hours if np.isnan(reader.hours) | np.isnan(asked) else share


@part
def skill(low: Word, high: Word, reader: Reader) -> Float:
    """Follow `signals.skill`, weighed."""
    held = ((low & reader.skills[0]) | (high & reader.skills[1])) != 0
    return reader.no_skill if (low | high) == 0 else reader.held if held else reader.lacking


@part
def group(groups: Word, reader: Reader) -> Float:
    """Follow `signals.group`, weighed."""
    met = reader.met if (groups & reader.groups) != 0 else reader.missed
    return reader.no_group if groups == 0 else met


@part
def relevance(words: Slots, block: int, lane: int, reader: Reader, far: Float, dials: Dials) -> Float:
    """Add the weighed signals up, in their order; `far` is what its distance adds."""
    traits = word(words, block, 5, lane)
    is_regular = (traits & u32(REGULAR)) != 0
    total = interest(word(words, block, 0, lane), word(words, block, 1, lane), reader, dials) * dials.interest
    total += far
    total += time(word(words, block, 4, lane), is_regular, reader, dials) * dials.time
    total += reader.regular if is_regular else reader.once
    total += skill(word(words, block, 2, lane), word(words, block, 3, lane), reader)
    total += hours(as_float(word(words, block, 6, lane)), reader, dials) * dials.hours
    return total + group(u32(traits & u32(REGULAR - 1)), reader)


@part
def ceiling(reader: Reader, far: Float, dials: Dials) -> Float:
    """Add up the most that each signal may be at that distance, in their order."""
    most = max(ZERO, dials.interest) + far
    most += max(ZERO, dials.time)
    most += max(reader.regular, reader.once)
    most += max(reader.held, reader.lacking, reader.no_skill)
    most += max(ZERO, dials.hours)
    return most + max(reader.met, reader.missed, reader.no_group)


@part
def is_allowed(brought: Word, demanded: Word) -> bool:
    """Ask whether all demands are met: then every bit between them survives."""
    return bool(u32(u32(brought - demanded) & SURVIVING) == SURVIVING)


@part
def allowed_within(demanded: Slots, first: int, last: int, brought: Word) -> int:
    """Count in these blocks those whose demands she meets."""
    count = u32(0)
    for block in range(first, last):
        count = u32(count + ones(surviving(demanded, u64(block) * u64(LANES), brought, SURVIVING)))
    return int(count)


@inner
def look(
    words: Slots,
    demanded: Slots,
    blocks: tuple[int, int],
    reader: Reader,
    brought: Word,
    far: Float,
    floor: Float,
    dials: Dials,
    relevant: Floats,
    moved: Floats,
    marks: Slots,
) -> None:
    """Find the relevance in some blocks, then with the lift, and mark which reach the floor."""
    for block in range(blocks[0], blocks[1]):
        at = u64(block - blocks[0]) * u64(LANES)
        for lane in range(LANES):
            value = relevance(words, block, lane, reader, far, dials)
            relevant[at + u64(lane)] = value
            moved[at + u64(lane)] = value + as_float(word(words, block, LIFT, lane))
        allowed = surviving(demanded, u64(block) * u64(LANES), brought, SURVIVING)
        marks[u64(block - blocks[0])] = u32(reaching(moved, at, floor) & allowed)


@part
def chance(seed: np.uint64, key: np.uint64, tie: Float) -> Float:
    """Follow `standing.tie_noise`."""
    number = (seed ^ key) + SCATTER[0]
    number = (number ^ (number >> u64(30))) * SCATTER[1]
    number = (number ^ (number >> u64(27))) * SCATTER[2]
    number ^= number >> u64(31)
    low = u64(0xFFFF)
    total = (number & low) + ((number >> u64(16)) & low) + ((number >> u64(32)) & low) + (number >> u64(48))
    return (f32(u32(total)) - MIDDLE_OF_FOUR) * tie


@part
def draw(
    moved: Floats,
    marked: Ints,
    count: int,
    ids: Masks,
    first: int,
    luck: tuple[np.uint64, Float],
    later: Float,
    drawn: Floats,
) -> None:
    """Add the chance of the week to those marked, and put what is wider after the others."""
    seed, tie = luck
    for each in range(count):
        offset = u64(marked[u64(each)])
        drawn[u64(each)] = moved[offset] + chance(seed, ids[u64(first * LANES) + offset], tie) + later
    for each in range(count, (count + LANES - 1) // LANES * LANES):
        drawn[each] = NEVER

"""How the kernel is compiled: once for this processor and these sources, then kept."""

import os
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any, cast

from llvmlite import ir
from numba import njit, types
from numba.core import config
from numba.extending import intrinsic

HERE = Path(__file__).parent
LANES = 16
"""As many as one instruction handles."""


def kept_in() -> Iterator[Path]:
    """Name the folders to keep compiled code in, the first one best."""
    if chosen := os.environ.get("NUMBA_CACHE_DIR"):
        yield Path(chosen)
    yield HERE / "__pycache__"
    yield Path("~/.cache/numba").expanduser()


def is_writable(folder: Path) -> bool:
    """Make the folder, and say whether that worked."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return False
    return os.access(folder, os.W_OK)


def sources() -> str:
    """Tell these sources from any others: a kernel made of other ones must not be taken for this."""
    digest = sha256()
    for file in sorted(HERE.glob("*.py")):
        digest.update(file.read_bytes())
    return digest.hexdigest()[:16]


def cache() -> bool:
    """Choose where compiled code is kept; without a place for it, each process compiles."""
    folder = next((each / sources() for each in kept_in() if is_writable(each / sources())), None)
    vars(config)["CACHE_DIR"] = str(folder or "")
    return folder is not None


OPTIONS: dict[str, Any] = {"nogil": True, "error_model": "numpy", "_nrt": False}
"""Nothing is allocated in here, so nothing need be counted; a division by zero gives what numpy gives."""
INNER: dict[str, Any] = {"no_cpython_wrapper": True, "no_cfunc_wrapper": True}


def whole[**P, R](function: Callable[P, R]) -> Callable[P, R]:
    """Compile what Python calls."""
    return cast(Callable[P, R], njit(**OPTIONS, cache=cache())(function))


def inner[**P, R](function: Callable[P, R]) -> Callable[P, R]:
    """Compile a function of its own that only compiled code calls."""
    return cast(Callable[P, R], njit(**OPTIONS, **INNER)(function))


def part[**P, R](function: Callable[P, R]) -> Callable[P, R]:
    """Compile into whatever calls it."""
    return cast(Callable[P, R], njit(**OPTIONS, **INNER, forceinline=True)(function))


def instruction[**P, R](function: Callable[P, R]) -> Callable[..., Any]:
    """Write the instructions oneself where there is no word for them."""
    return cast(Callable[..., Any], intrinsic(function))


@instruction
def ones(_typing: Any, word: Any) -> Any:
    """Count the bits that are set."""
    return word(word), lambda _context, builder, _signature, given: builder.ctpop(given[0])


@instruction
def lowest(_typing: Any, word: Any) -> Any:
    """Name the lowest bit that is set; one is."""

    def code(context: Any, builder: Any, _signature: Any, given: Any) -> Any:
        number = builder.cttz(given[0], ir.Constant(ir.IntType(1), 1))
        return builder.zext(number, ir.IntType(64))

    return types.int64(word), code


@instruction
def as_float(_typing: Any, word: Any) -> Any:
    """Read 32 bits as the number they stand for."""

    def code(context: Any, builder: Any, _signature: Any, given: Any) -> Any:
        return builder.bitcast(given[0], context.get_value_type(types.float32))

    return types.float32(word), code


def lanes_at(context: Any, builder: Any, array_type: Any, array: Any, start: Any) -> Any:
    """Load the next `LANES` of an array."""
    data = context.make_array(array_type)(context, builder, array).data
    lanes = ir.VectorType(context.get_value_type(array_type.dtype), LANES)
    return builder.load(builder.bitcast(builder.gep(data, [start]), lanes.as_pointer()), align=4)


def in_all_lanes(builder: Any, value: Any) -> Any:
    """Repeat one value."""
    lanes = ir.Constant(ir.VectorType(value.type, LANES), ir.Undefined)
    first = builder.insert_element(lanes, value, ir.Constant(ir.IntType(32), 0))
    return builder.shuffle_vector(
        first, lanes, ir.Constant(ir.VectorType(ir.IntType(32), LANES), [0] * LANES)
    )


def marks_of(builder: Any, truths: Any) -> Any:
    """Make one word of the truths in all lanes."""
    return builder.zext(builder.bitcast(truths, ir.IntType(LANES)), ir.IntType(32))


@instruction
def reaching(_typing: Any, numbers: Any, start: Any, floor: Any) -> Any:
    """Mark which of the next `LANES` numbers reach the floor."""

    def code(context: Any, builder: Any, signature: Any, given: Any) -> Any:
        lanes = lanes_at(context, builder, signature.args[0], given[0], given[1])
        return marks_of(builder, builder.fcmp_ordered(">=", lanes, in_all_lanes(builder, given[2])))

    return types.uint32(numbers, start, floor), code


@instruction
def highest(_typing: Any, numbers: Any, start: Any) -> Any:
    """Find the highest of the next `LANES` numbers."""

    def code(context: Any, builder: Any, signature: Any, given: Any) -> Any:
        lanes = lanes_at(context, builder, signature.args[0], given[0], given[1])
        reduce = ir.FunctionType(lanes.type.element, [lanes.type])
        name = f"llvm.vector.reduce.fmax.v{LANES}f32"
        return builder.call(builder.module.declare_intrinsic(name, (), reduce), [lanes])

    return types.float32(numbers, start), code


@instruction
def surviving(_typing: Any, words: Any, start: Any, minuend: Any, bits: Any) -> Any:
    """Mark which of the next `LANES` words leave all these bits when subtracted."""

    def code(context: Any, builder: Any, signature: Any, given: Any) -> Any:
        lanes = lanes_at(context, builder, signature.args[0], given[0], given[1])
        bits = in_all_lanes(builder, given[3])
        left = builder.and_(builder.sub(in_all_lanes(builder, given[2]), lanes), bits)
        return marks_of(builder, builder.icmp_unsigned("==", left, bits))

    return types.uint32(words, start, minuend, bits), code

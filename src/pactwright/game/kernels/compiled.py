"""How kernels are compiled: `entry` for what Python calls, `inner` for what kernels call.

numba turns every function into machine code of its own and optimises it together with all that it
calls. Kernels are called by kernels that are called by kernels, so the innermost would be optimised
a dozen times, and the first run would take minutes. Inner kernels are therefore only translated;
an entry gathers all that it needs, directly or not, and is optimised once. That more than halves
the first run. numba also compiles a function anew for every number written into a call of it; inner
kernels are, but for the parameters in `WRITTEN`, compiled once.

All this uses parts of numba that may change from one minor version to the next, so with versions
other than those named here both are plain `njit`: slower to compile, the same results.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

import numba
from numba import njit, types
from numba.core import cpu
from numba.core.codegen import JITCodeLibrary
from numba.core.compiler import CompilerBase, DefaultPassBuilder
from numba.core.compiler_machinery import PassManager, register_pass
from numba.core.typed_passes import NativeLowering

if TYPE_CHECKING:
    from collections.abc import Callable

KNOWN = ("0.68.",)  # versions of numba whose inner workings these classes fit
WRITTEN = ("columns", "block")  # loops over these are unrolled for the number written
NOT_CALLABLE = 1  # stands for the address of the wrapper that an inner kernel does not have

F = TypeVar("F", bound="Callable[..., Any]")


class InnerLibrary(JITCodeLibrary):
    """A translated kernel, neither linked nor optimised: its entries do that."""

    def finalize(self) -> None:
        """Nothing more is added; what it calls is linked into the entries."""
        self._finalized = True


class EntryLibrary(JITCodeLibrary):
    """An entry with all that it needs."""

    def finalize(self) -> None:
        """Link everything, callers before what they call, as the linker takes what is asked for."""
        found: list[JITCodeLibrary] = []
        _gather(self, set(), found)
        self._linking_libraries = found[::-1]
        super().finalize()


def _gather(
    library: JITCodeLibrary, seen: set[JITCodeLibrary], found: list[JITCodeLibrary]
) -> None:
    """Add all that a library needs to `found`, each after what it needs itself."""
    for part in library._linking_libraries:
        if part not in seen:
            seen.add(part)
            if isinstance(part, InnerLibrary):
                _gather(part, seen, found)
            found.append(part)


def _library(state: Any, kind: type[JITCodeLibrary]) -> JITCodeLibrary:  # noqa: ANN401 - numba's own
    """A new library for the function that is being compiled."""
    library = kind(state.targetctx.codegen(), state.func_id.func_qualname)
    library.enable_object_caching()
    state.library = library
    return library


@register_pass(mutates_CFG=True, analysis_only=False)
class InnerLowering(NativeLowering):
    """Translate, and tell callers where to find it, without making it executable."""

    _name = "inner_lowering"

    def run_pass(self, state: Any) -> bool:  # noqa: ANN401 - numba's own
        """Numba's hook."""
        library = _library(state, InnerLibrary)
        state.flags.no_compile = True
        super().run_pass(state)
        result = state["cr"]
        found = result.fndesc
        name, module = found.qualname.rsplit(".", 1)[-1], found.lookup_module()
        make_function = vars(cpu)["_dynfunc"].make_function  # has no type of its own
        known_as = make_function(module, name, found.qualname, NOT_CALLABLE, result.env, (library,))
        state.targetctx.insert_user_function(known_as, found, [library])
        state["cr"] = result._replace(cfunc=known_as)
        return True


@register_pass(mutates_CFG=True, analysis_only=False)
class EntryLowering(NativeLowering):
    """Compile with all that is needed."""

    _name = "entry_lowering"

    def run_pass(self, state: Any) -> bool:  # noqa: ANN401 - numba's own
        """Numba's hook."""
        _library(state, EntryLibrary)
        return bool(super().run_pass(state))


def _compiler(lowering: type[NativeLowering]) -> type[CompilerBase]:
    """Numba's usual steps with another translation."""

    class Compiler(CompilerBase):
        def define_pipelines(self) -> list[Any]:
            """Numba's hook."""
            usual = DefaultPassBuilder.define_nopython_pipeline(self.state)
            steps = PassManager(usual.pipeline_name)
            for step, why in usual.passes:
                steps.add_pass(lowering if step is NativeLowering else step, why)
            steps.finalize()
            return [steps]

    return Compiler


def _refuse(*_arguments: object, **_named: object) -> NoReturn:
    msg = "an inner kernel can be called by kernels only; make it an entry, or wrap it in one"
    raise TypeError(msg)


def _as_inner(kernel: Any) -> Any:  # noqa: ANN401 - numba's own
    """The kernel, refusing calls from Python (it has no code) and blind to written numbers."""
    kernel._compile_for_args = _refuse
    kernel._insert = lambda *_: None  # else numba would call what it finds there
    keep = [name in WRITTEN for name in kernel.py_func.__code__.co_varnames]
    resolve = kernel.get_call_template

    def blind(args: tuple[Any, ...], named: dict[str, Any]) -> Any:  # noqa: ANN401 - as above
        kinds = (
            kind if kept else types.unliteral(kind) for kind, kept in zip(args, keep, strict=False)
        )
        return resolve(tuple(kinds), named)

    kernel.get_call_template = blind
    return kernel


def _decorators() -> tuple[Callable[[F], F], Callable[[F], F]]:
    """`entry` and `inner`."""
    compiled: Any = njit
    if not numba.__version__.startswith(KNOWN):
        plain = compiled(cache=True, nogil=True)
        return plain, plain
    entries, inners = _compiler(EntryLowering), _compiler(InnerLowering)
    bare = {"no_cpython_wrapper": True, "no_cfunc_wrapper": True}
    translate = compiled(nogil=True, pipeline_class=inners, **bare)
    return (
        compiled(cache=True, nogil=True, pipeline_class=entries),
        lambda function: _as_inner(translate(function)),
    )


entry, inner = _decorators()

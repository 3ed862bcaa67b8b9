"""Every write is on the record: a service without its entry is found."""

import ast
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[2] / "src" / "rapport"
RECORDS = frozenset({"record", "record_deletion", "touch", "put_on_record"})
NO_WRITE_OF_THEIR_OWN = {
    "rapport.clinic.notes.services.locking.locked_note": "gives a locked row",
    "rapport.people.practice.services.check_owner": "a check",
}


def functions(tree):
    return {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)}


def calls(node):
    found = set()
    for one in ast.walk(node):
        if isinstance(one, ast.Call):
            found.add(one.func.attr if isinstance(one.func, ast.Attribute) else getattr(one.func, "id", ""))
    return found


def writes(node):
    """Whether a function saves, makes, changes or deletes rows itself."""
    return bool(calls(node) & {"save", "create", "bulk_create", "update", "delete", "update_or_create"})


def modules():
    """Give every module of services with its syntax tree."""
    for path in sorted(SOURCE.rglob("*.py")):
        parts = path.relative_to(SOURCE).with_suffix("").parts
        if "tests" in parts or "migrations" in parts:
            continue
        if parts[-1] == "services" or "services" in parts[:-1]:
            yield ".".join(("rapport", *parts)), path.parent, ast.parse(path.read_text("utf-8"))


def package_functions(folder, tree):
    """Give the functions of a module and, in a package of services, of the modules beside it."""
    found = {}
    if folder.name == "services":
        for path in folder.glob("*.py"):
            found |= functions(ast.parse(path.read_text("utf-8")))
    return found | functions(tree)


def reaches(name, known, wanted, seen=frozenset()):
    """Whether a function calls one of ``wanted``, itself or through others of its package."""
    if name in seen or name not in known:
        return False
    called = calls(known[name])
    return bool(called & wanted) or any(reaches(one, known, wanted, seen | {name}) for one in called)


def unrecorded(folder, tree, module):
    known = package_functions(folder, tree)
    return [
        f"{module}.{name}"
        for name, node in functions(tree).items()
        if not name.startswith("_")
        and any(arg.arg == "by" for arg in (*node.args.args, *node.args.kwonlyargs))
        and any(writes(known[one]) for one in {name, *(calls(node) & set(known))})
        and not reaches(name, known, RECORDS | others(node))
        and f"{module}.{name}" not in NO_WRITE_OF_THEIR_OWN
    ]


def others(node):
    """Services of other apps that a function calls: each records for itself."""
    found = set()
    for one in ast.walk(node):
        if isinstance(one, ast.Call) and isinstance(one.func, ast.Attribute):
            owner = one.func.value
            if isinstance(owner, ast.Name) and owner.id.endswith("services"):
                found.add(one.func.attr)
    return found


def test_every_service_that_writes_puts_it_on_the_record():
    found = [name for module, folder, tree in modules() for name in unrecorded(folder, tree, module)]
    assert found == []


def test_the_rule_sees_services():
    assert sum(1 for _ in modules()) > 20  # not an empty walk


@pytest.mark.parametrize(
    ("module", "service"),
    [
        ("rapport.clinic.notes.services.signing", "sign_note"),
        ("rapport.clinic.sessions.services.recordings", "begin_recording"),
        ("rapport.trust.consent.services", "revoke"),
        ("rapport.people.clients.services", "add_client"),
    ],
)
def test_a_service_without_its_entry_is_found(module, service):
    _, folder, tree = next(one for one in modules() if one[0] == module)
    assert unrecorded(folder, tree, module) == []
    silenced = Silence(service, package_functions(folder, tree)).visit(tree)
    assert f"{module}.{service}" in unrecorded_alone(silenced, module)


class Silence(ast.NodeTransformer):
    """The planted fault: takes every entry out of one service and what it calls."""

    def __init__(self, service, known):
        self.names = {service, *(calls(known[service]) & set(known))}

    def visit_Call(self, node):
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        self.generic_visit(node)
        return ast.Constant(None) if name in RECORDS or name == "_record" else node


def unrecorded_alone(tree, module):
    return unrecorded(Path("nowhere"), tree, module)

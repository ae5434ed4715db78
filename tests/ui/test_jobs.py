from annotator.ui.jobs import SlicedJob


def counting(upto, seen):
    for number in range(1, upto + 1):
        seen.append(number)
        yield number


def test_a_job_runs_to_its_end_in_slices(qapp, qtbot):
    seen, progress = [], []
    job = SlicedJob(qapp)
    job.progressed.connect(progress.append)

    with qtbot.waitSignal(job.finished):
        job.start(counting(50_000, seen))

    assert len(seen) == 50_000
    assert progress == sorted(progress)
    assert not job.running


def test_a_cancelled_job_does_no_more(qapp, qtbot):
    seen = []
    job = SlicedJob(qapp)
    job.start(counting(10**9, seen))
    qtbot.waitUntil(lambda: bool(seen))

    job.cancel()
    done = len(seen)
    qtbot.wait(30)

    assert len(seen) == done


def test_what_is_started_takes_the_place_of_what_was_to_be_done(qapp, qtbot):
    first, second = [], []
    job = SlicedJob(qapp)
    job.start(counting(10**9, first))
    qtbot.waitUntil(lambda: bool(first))

    with qtbot.waitSignal(job.finished):
        job.start(counting(3, second))
    done = len(first)
    qtbot.wait(30)

    assert second == [1, 2, 3]
    assert (len(first), job.running) == (done, False)

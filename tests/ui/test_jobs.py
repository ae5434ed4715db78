from annotator.ui.jobs import SlicedJob


def counting(upto, seen):
    for number in range(1, upto + 1):
        seen.append(number)
        yield number


def test_a_job_runs_to_its_end_in_slices(qapp, qtbot):
    seen, progress = [], []
    job = SlicedJob(counting(50_000, seen), qapp)
    job.progressed.connect(progress.append)

    with qtbot.waitSignal(job.finished):
        job.start()

    assert len(seen) == 50_000
    assert progress == sorted(progress)
    assert not job.running


def test_a_cancelled_job_does_no_more(qapp, qtbot):
    seen = []
    job = SlicedJob(counting(10**9, seen), qapp)
    job.start()
    qtbot.waitUntil(lambda: bool(seen))

    job.cancel()
    done = len(seen)
    qtbot.wait(30)

    assert len(seen) == done

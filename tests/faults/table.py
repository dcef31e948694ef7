"""The table of faults: each names what goes wrong, what is to happen, and the test that holds it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Fault:
    """``test`` is the file of a test and its name."""

    what: str
    then: str
    test: str


FAULTS = (
    Fault(
        "Ctrl-C, `kill` or a closed terminal, while documents are extracted, by one process or two",
        "ends within a second, exit 130, 143 or 129; says after how many documents; no process is left",
        "tests/faults/test_signals.py::test_a_signal_ends_a_run_within_a_second",
    ),
    Fault(
        "the same while a library written in C reads a file and does not come back",
        "the same",
        "tests/faults/test_signals.py::test_a_signal_ends_a_reader_that_does_not_come_back",
    ),
    Fault(
        "the same while the language model is loaded",
        "the same",
        "tests/faults/test_signals.py::test_a_signal_while_the_model_is_loaded",
    ),
    Fault(
        "the same where what is raised is swallowed: in a `__del__`, in a callback of C code",
        "the run is stopped once more, at once",
        "tests/faults/test_signals.py::test_a_signal_that_is_swallowed_comes_again",
    ),
    Fault(
        "Ctrl-C several times, one after the other",
        "as once: the run is not stopped from ending in order",
        "tests/faults/test_signals.py::test_several_signals_are_as_one",
    ),
    Fault(
        "a signal, with `-o FILE.jsonl`",
        "what was done is kept; `--resume` ends with the bytes of an unbroken run",
        "tests/faults/test_signals.py::test_what_was_done_is_kept_and_gone_on_with",
    ),
    Fault(
        "a signal, with `-o` and another format",
        "nothing under the final name, nothing beside it; what was there before stays",
        "tests/faults/test_signals.py::test_a_signal_leaves_no_half_file",
    ),
    Fault(
        "SIGKILL at each moment that matters, with `-o FILE.jsonl`",
        "`--resume` ends with the bytes of an unbroken run",
        "tests/commands/test_extract_resume.py::test_at_every_moment",
    ),
    Fault(
        "SIGKILL, with `-o` and another format",
        "nothing under the final name; a hidden `.NAME.….part` may be left beside it",
        "tests/faults/test_signals.py::test_a_killed_run_leaves_no_half_file",
    ),
    Fault(
        "a disk that is full: a small file system, for every format",
        "one line, exit 2; nothing under the final name, nothing beside it",
        "tests/faults/test_disk.py::test_a_small_disk",
    ),
    Fault(
        "a disk that is full for messages too",
        "exit 2 all the same",
        "tests/faults/test_disk.py::test_a_disk_that_is_full_for_messages_too",
    ),
    Fault(
        "standard input, output and error that are closed, and `-o /dev/stdout`",
        "no text is taken for one of them and overwritten",
        "tests/faults/test_disk.py::test_what_is_closed_is_not_taken_for_a_text",
    ),
    Fault(
        "a disk that fails at the n-th write, sync or rename, for every n and format",
        "one line, exit 2; what was there before stays whole",
        "tests/faults/test_disk.py::test_a_disk_that_fails_at_any_moment",
    ),
    Fault(
        "a file larger than the system allows, with `-o FILE.jsonl`",
        "one line, exit 2; `--resume` goes on",
        "tests/commands/test_extract_many.py::test_a_disk_that_fills_loses_nothing_that_was_finished",
    ),
    Fault(
        "a folder for temporary files that is full",
        "one line that names it, exit 2",
        "tests/writing/test_failures.py::test_a_full_disk_is_one_line_and_leaves_nothing",
    ),
    Fault(
        "a file that vanishes between being listed and being read",
        "one line, exit 2; the others are done",
        "tests/faults/test_vanishing.py::test_a_file_that_vanishes_before_it_is_read",
    ),
    Fault(
        "a file that is cut short, or grows, while it is read",
        "one line, exit 2; none of its figures, for half of it might be missing",
        "tests/faults/test_vanishing.py::test_a_file_that_changes_while_it_is_read",
    ),
    Fault(
        "a device that fails in the middle of a file",
        "one line, exit 2; the others are done",
        "tests/faults/test_vanishing.py::test_a_file_that_fails_in_the_middle",
    ),
    Fault(
        "a folder that may not be looked into",
        "one line, exit 2; the others are done",
        "tests/faults/test_vanishing.py::test_a_folder_that_may_not_be_looked_into",
    ),
    Fault(
        "the folder that one works in being gone",
        "one line that says so, exit 2",
        "tests/faults/test_vanishing.py::test_the_folder_that_one_works_in_is_gone",
    ),
    Fault(
        "a worker process that is killed, at any document, `-j 2`",
        "one line that names its document, exit 2; all others are done, once",
        "tests/faults/test_processes.py::test_a_worker_that_is_killed_takes_one_document",
    ),
    Fault(
        "worker processes that are all killed again and again",
        "each document is either told of or done, once",
        "tests/faults/test_processes.py::test_workers_that_are_killed_again_and_again",
    ),
    Fault(
        "the process that reads PDF, HTML and Word being killed, between documents or at one",
        "one line at most, for the document it was at; the next has a new process",
        "tests/faults/test_processes.py::test_a_reader_that_is_killed",
    ),
    Fault(
        "the process that began the readers and workers being killed",
        "they end by themselves",
        "tests/faults/test_processes.py::test_no_process_is_left_when_the_first_is_killed",
    ),
    Fault(
        "files named as Python's modules in the folder that one works in",
        "they are not run",
        "tests/faults/test_processes.py::test_what_lies_in_the_folder_is_not_imported",
    ),
    Fault(
        "no network",
        "no command asks for it",
        "tests/faults/test_network.py::test_no_command_opens_a_connection",
    ),
    Fault(
        "a reader of the output that leaves early (`| head`)",
        "exit 0, nothing said",
        "tests/commands/test_extract_many.py::test_a_reader_that_leaves_early_is_no_failure",
    ),
)
"""Every fault that is tried."""

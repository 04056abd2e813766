#!/usr/bin/python3
"""Whole trial lives of an Optuna study, as `phiscale bench queue` measures those of a search: for a ratio in one run.

Needs Optuna, psycopg2 and PostgreSQL's server programs; on Debian:
    apt-get install python3-optuna python3-psycopg2 postgresql-15
Starts a PostgreSQL of its own, with Debian's settings, in a folder that is removed afterwards. Each worker is a
process that asks for a trial without parameters, reports three values and tells the result. Prints lives per second.
"""

import argparse
import glob
import multiprocessing
import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
import time

EPOCHS = 3


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Postgres:
    """A server that lives as long as the block that it is opened in."""

    def __enter__(self):
        binaries = sorted(glob.glob("/usr/lib/postgresql/*/bin"))
        if not binaries:
            sys.exit("PostgreSQL's server programs are needed; on Debian: apt-get install postgresql-15")
        self.binaries = binaries[-1]
        self.folder = tempfile.mkdtemp(prefix="optuna-lives-")
        # The server refuses to run as root.
        self.user = "postgres" if os.geteuid() == 0 else None
        if self.user:
            os.chown(self.folder, pwd.getpwnam(self.user).pw_uid, -1)
        port = free_port()
        self._run("initdb", "--auth=trust", "--username=postgres")
        options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={self.folder}"
        self._run("pg_ctl", "--wait", "--options", options, "--log", self.folder + "/log", "start")
        return f"postgresql://postgres@127.0.0.1:{port}/postgres"

    def __exit__(self, *failure):
        self._run("pg_ctl", "--wait", "--mode=fast", "stop")
        shutil.rmtree(self.folder)

    def _run(self, program, *arguments):
        command = [f"{self.binaries}/{program}", f"--pgdata={self.folder}/data", *arguments]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, user=self.user, cwd=self.folder)


def live(storage, lives):
    import optuna

    optuna.logging.set_verbosity(optuna.logging.WARNING)
    study = optuna.load_study(study_name="bench", storage=storage, sampler=optuna.samplers.RandomSampler())
    for _ in range(lives):
        trial = study.ask()
        for epoch in range(EPOCHS):
            trial.report(0.8, epoch)
        study.tell(trial, 0.8)


def side_by_side(storage, workers, lives):
    """Seconds until each of the workers has lived so many lives."""
    processes = [multiprocessing.Process(target=live, args=(storage, lives)) for _ in range(workers)]
    start = time.monotonic()
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    if any(process.exitcode for process in processes):
        sys.exit("a worker failed; its reason is printed above")
    return time.monotonic() - start


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--workers", type=int, default=8, help="side by side (default: %(default)s)")
    parser.add_argument("--trials", type=int, default=2000, help="in all; shared out evenly (default: %(default)s)")
    arguments = parser.parse_args()
    if not 1 <= arguments.workers <= arguments.trials:
        parser.error(f"{arguments.workers} workers, {arguments.trials} trials: at least one trial for each is needed")
    try:
        import optuna
    except ImportError:
        sys.exit("Optuna is needed; on Debian: apt-get install python3-optuna python3-psycopg2")
    optuna.logging.set_verbosity(optuna.logging.WARNING)
    with Postgres() as storage:
        optuna.create_study(study_name="bench", storage=storage, direction="maximize")
        # Interpreters start and connect outside of what is measured: the difference of two runs.
        lives = arguments.trials // arguments.workers
        start = side_by_side(storage, arguments.workers, 1)
        seconds = side_by_side(storage, arguments.workers, 1 + lives) - start
    trials = lives * arguments.workers
    print(
        f"{trials:,} trial lives by {arguments.workers} workers in {seconds:.1f} s: "
        f"{trials / seconds:.0f} lives per second (Optuna {optuna.__version__})"
    )


if __name__ == "__main__":
    main()

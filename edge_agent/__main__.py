"""The program ``zonecast-agent``: run a pole, look after one, or try many at once."""

import argparse
import logging
import sys
from collections.abc import Sequence
from pathlib import Path

import structlog

from edge_agent.errors import EdgeError, SetupError
from edge_agent.settings import OutputChoice, Settings
from wire import enrolment
from wire.errors import MalformedError

WRONG_SETUP = 2


def program(arguments: Sequence[str] | None = None) -> int:
    """Return 0 after a clean stop, 1 where it cannot work, 2 where it was set up wrongly."""
    options = _parser().parse_args(arguments)
    _log_as_json()
    try:
        match options.command:
            case "run":
                return _run(_settings(options))
            case "doctor":
                return _examine(_settings(options))
            case _:
                return _fleet()
    except (SetupError, MalformedError) as error:
        sys.stderr.write(f"zonecast-agent: {error}\n")
        return WRONG_SETUP
    except EdgeError as error:
        sys.stderr.write(f"zonecast-agent: {error}\n")
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="zonecast-agent", description="The program of one loudspeaker pole."
    )
    commands = parser.add_subparsers(dest="command", required=True)
    run = commands.add_parser("run", help="hear, remember, fetch, decide, play, report")
    doctor = commands.add_parser("doctor", help="say what is in order and what is not")
    for command in (run, doctor):
        command.add_argument("--enrolment", type=Path, required=True, help="the file this pole was handed")
        command.add_argument("--home", type=Path, required=True, help="folder for board, journal and clips")
        command.add_argument("--output", type=OutputChoice, choices=list(OutputChoice), default="card")
        command.add_argument("--wav-folder", type=Path, help="where --output wav writes (default HOME/wav)")
        command.add_argument("--device", help="the sound card's PortAudio name")
        command.add_argument("--rtc", action="store_true", help="a real-time clock is fitted")
        command.add_argument("--drift-ppm", type=float, default=2.0, help="the clock's rating")
    commands.add_parser("fleet", help="many virtual poles in one process")
    return parser


def _settings(options: argparse.Namespace) -> Settings:
    try:
        enrolled = enrolment.read(options.enrolment)
    except OSError as error:
        raise SetupError(f"the enrolment file cannot be read: {error}") from error
    except UnicodeDecodeError as error:
        raise SetupError(f"{options.enrolment}: not a text file in UTF-8") from error
    return Settings(
        enrolment=enrolled,
        home=options.home,
        output=OutputChoice(options.output),
        wav_folder=options.wav_folder,
        device=options.device,
        has_rtc=options.rtc,
        drift_ppm=options.drift_ppm,
    )


def _run(settings: Settings) -> int:
    from edge_agent.app import App, locked  # noqa: PLC0415 - doctor and --help need not wait for it

    with locked(settings.lock_file):
        App(settings).run()
    return 0


def _examine(settings: Settings) -> int:
    from edge_agent.doctor import examine  # noqa: PLC0415

    findings = examine(settings)
    for finding in findings:
        sys.stdout.write(f"{'ok   ' if finding.is_fine else 'WRONG'} {finding.what}: {finding.words}\n")
    return 0 if all(finding.is_fine for finding in findings) else 1


def _fleet() -> int:
    sys.stderr.write(
        "zonecast-agent fleet: many poles in one process exist for tests so far (edge_agent.fleet):\n"
        "they share a clock turned by hand and a broker made of a dict. A fleet on a real broker\n"
        "is not built yet.\n"
    )
    return 1


def _log_as_json() -> None:
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )


if __name__ == "__main__":
    sys.exit(program())

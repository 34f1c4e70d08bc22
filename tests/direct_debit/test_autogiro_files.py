"""Autogiro's files: every record known and written back to the byte, and every damage said in words."""

from dataclasses import fields, replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.direct_debit.autogiro_files import AutogiroFile, FileKind, read_file, write_file
from kiosk.direct_debit.autogiro_lines import KINDS, read_line, write_line
from kiosk.direct_debit.autogiro_records import (
    ChangeReport,
    ChangeRequest,
    DeletedMandate,
    FileOpening,
    MandateAdvice,
    NewMandate,
    Payment,
    Record,
    RefundedPayment,
    RejectedPayment,
)
from kiosk.direct_debit.record_fields import DayField, DigitsField, NumberField, TextField
from kiosk.problems import Problem
from kiosk.sentences import sentence
from tests.direct_debit.bankgirot import ADVICE, CHANGES, REJECTED, SPECIFICATION, as_bytes
from tests.golden.forms import golden_cases


def opened(data: bytes) -> AutogiroFile:
    file = read_file(data)
    assert isinstance(file, AutogiroFile), [sentence(one) for one in file]
    return file


def refused(data: bytes) -> list[str]:
    problems = read_file(data)
    assert not isinstance(problems, AutogiroFile)
    assert all(sentence(one) for one in problems)
    return [one.code for one in problems]


@pytest.mark.parametrize("case", golden_cases("autogiro_records"), ids=lambda case: case["meaning"])
def test_golden_records(case: dict[str, str]) -> None:
    record = read_line(case["record"])
    assert record is not None
    assert write_line(record) == case["record"]


def test_what_a_record_says() -> None:
    draw = read_line("82202611300    00001990010123850000000399000050501055GYM 2612                   ")
    assert isinstance(draw, Payment)
    assert (draw.day, draw.payer_number, draw.amount) == (date(2026, 11, 30), "0000199001012385", 39900)
    assert (draw.bankgiro, draw.reference, draw.status) == ("0050501055", "GYM 2612", "")
    answer = read_line(ADVICE[1])
    assert isinstance(answer, MandateAdvice)
    assert (answer.information, answer.comment, answer.holder_number) == ("04", "32", "199001012385")
    refund = read_line(SPECIFICATION[6])
    assert isinstance(refund, RefundedPayment)
    assert (refund.amount, refund.refunded_on, refund.refund_code) == (19900, date(2026, 11, 30), "02")
    rejected = read_line(REJECTED[1])
    assert isinstance(rejected, RejectedPayment)
    assert (rejected.amount, rejected.comment) == (29900, "02")


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("0300505010550000199001012385", DeletedMandate),
        ("03200806110000000000000101820000000150000000000000000000000000000000000012", ChangeReport),
        ("2300505010550000199001012385", ChangeRequest),
        ("2320080612000000000555524282000000021000REFERENS00000000RIDLEKTION25    12", ChangeReport),
        ("260009912346                                      20080630", ChangeRequest),
        ("2700000000                000000000000000000000000000000000000000000000012", ChangeReport),
        ("04005050105500001990010123850000000000000000000000000000", NewMandate),
        ("0400505010550000199001012385", NewMandate),
    ],
)
def test_a_code_that_means_one_thing_out_and_another_in(line: str, kind: type[Record]) -> None:
    assert isinstance(read_line(line.ljust(80)), kind)


@pytest.mark.parametrize(
    ("lines", "kind"),
    [
        (ADVICE, FileKind.ADVICE),
        (SPECIFICATION, FileKind.SPECIFICATION),
        (REJECTED, FileKind.REJECTED),
        (CHANGES, FileKind.CHANGES),
    ],
    ids=lambda one: str(one) if isinstance(one, FileKind) else "",
)
@pytest.mark.parametrize("newline", ["\r\n", "\n"], ids=["crlf", "lf"])
def test_a_report_is_read_whole_and_written_to_the_byte(lines: tuple[str, ...], kind: FileKind, newline: str) -> None:
    file = opened(as_bytes(lines, newline))
    assert (file.kind, file.unknown, len(file.records)) == (kind, (), len(lines))
    assert file.to_bytes() == as_bytes(lines, newline)
    without_end = as_bytes(lines, newline).removesuffix(newline.encode())
    assert opened(without_end).to_bytes() == without_end


def test_an_unknown_record_is_kept_and_reported_with_its_line() -> None:
    lines = (*ADVICE[:2], "74" + "?" * 78, *ADVICE[2:])
    file = opened(as_bytes(lines))
    assert [(line.number, line.text) for line in file.unknown] == [(3, lines[2])]
    assert file.to_bytes() == as_bytes(lines)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "autogiro_empty"),
        (b"\r\n\r\n", "autogiro_empty"),
        (as_bytes(ADVICE).decode("iso-8859-1").encode("utf-16"), "autogiro_encoding"),
        (as_bytes(CHANGES).decode("iso-8859-1").encode("utf-8"), "autogiro_encoding"),
        (b"\xef\xbb\xbf" + as_bytes(ADVICE), "autogiro_encoding"),
        (b"%PDF-1.7\x07\r\n", "autogiro_not_text"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF\x00", "autogiro_not_text"),
        (b"PK\x03\x04\x14\x00\x00\x00", "autogiro_not_text"),
        (as_bytes(ADVICE[1:]), "autogiro_no_opening"),
        (as_bytes(ADVICE[:-1]), "autogiro_torn"),
        (as_bytes((*ADVICE[:2], *ADVICE[3:])), "autogiro_counts"),
        (as_bytes((*REJECTED[:1], *REJECTED[2:])), "autogiro_counts"),
        (as_bytes((*SPECIFICATION[:2], *SPECIFICATION[4:])), "autogiro_counts"),
        (as_bytes(ADVICE)[:-100], "autogiro_line_length"),
        (b"name;number\r\n", "autogiro_line_length"),
    ],
)
def test_damage_is_said_in_words(data: bytes, code: str) -> None:
    assert refused(data)[0] == code


def test_a_wrong_length_names_its_line() -> None:
    problems = read_file(as_bytes((ADVICE[0], ADVICE[1] + " ", *ADVICE[2:])))
    assert problems == (Problem("autogiro_line_length", values={"line": 2, "length": 81, "should": 80}),)


def test_what_is_sent_out_is_one_section_of_whole_lines() -> None:
    opening = FileOpening(date(2026, 11, 23), "", "471117", "0050501055")
    gone = DeletedMandate("0050501055", "0000199001012385")
    data = write_file((opening, gone))
    assert data.endswith(b"\r\n")
    assert [len(line) for line in data.split(b"\r\n")] == [80, 80, 0]
    assert opened(data).kind is FileKind.OUT


def test_a_text_that_doesnt_fit_is_refused() -> None:
    draw = read_line("82202611300    00001990010123850000000399000050501055GYM 2612                   ")
    assert isinstance(draw, Payment)
    with pytest.raises(ValueError, match="too long"):
        write_line(replace(draw, reference="A reference that is too long"))


def values(field: object) -> st.SearchStrategy[object]:
    letters = st.characters(codec="iso-8859-1", exclude_categories=["Cc", "Cs"], exclude_characters=[" "])
    match field:
        case NumberField(_name, width):
            return st.integers(0, 10**width - 1)
        case DigitsField(_name, width):
            return st.text("0123456789", min_size=width, max_size=width)
        case DayField():
            return st.dates(date(2000, 1, 1), date(2099, 12, 31))
        case TextField(_name, width):
            return st.text(letters, max_size=width)
    return st.none()


@given(st.data())
def test_any_record_comes_back_as_it_was_written(data: st.DataObject) -> None:
    code, kinds = data.draw(st.sampled_from(sorted(KINDS.items())))
    kind = data.draw(st.sampled_from(kinds))
    given_values = {field.name: data.draw(values(field), label=field.name) for field in kind.layout if field.name}
    if "code" in {field.name for field in fields(kind)}:  # type: ignore[arg-type]
        given_values["code"] = code
    line = write_line(kind(**given_values))
    record = read_line(line)
    assert record is not None  # maybe another kind of the same code, when every column fits it too
    assert write_line(record) == line


@given(st.text(st.characters(codec="iso-8859-1", exclude_characters="\r\n"), min_size=80, max_size=80))
def test_no_line_is_read_as_what_it_would_not_be_written_as(line: str) -> None:
    record = read_line(line)
    assert record is None or write_line(record) == line

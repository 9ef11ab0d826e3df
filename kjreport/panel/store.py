"""The database of a panel: reports, the documents that hold them, their facts and sentences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from kjreport.errors import KjreportError
from kjreport.export.tables import record_batch
from kjreport.extras import require
from kjreport.model import Report, TableName
from kjreport.panel.places import Place

if TYPE_CHECKING:
    import duckdb

FORMAT = 2  # of the tables below; a database of another format is refused
_REPORTS = (
    "content VARCHAR, rules VARCHAR, title VARCHAR, region VARCHAR, province VARCHAR, city VARCHAR,"
    " county VARCHAR, level VARCHAR, year INTEGER, half INTEGER, characters INTEGER"
)
_OF_REPORTS: tuple[TableName, ...] = ("facts", "sentences")


class Entry(NamedTuple):
    """A report as it is added: its document, the hash of its content, where it comes from."""

    document: str
    content: str
    report: Report
    place: Place


class Store:
    """An open database.

    Every method that writes is one transaction: all of it is there afterwards, or nothing.

    Args:
        connection: of DuckDB; `open_store` makes it.
    """

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self.connection = connection

    def documents(self) -> dict[str, str]:
        """Return the hash of the content of every document."""
        return dict(self.connection.execute("SELECT document, content FROM documents").fetchall())

    def contents(self, rules: str) -> set[str]:
        """Return the hashes of the contents that were read with a version of the rules."""
        found = self.connection.execute("SELECT content FROM reports WHERE rules = ?", [rules]).fetchall()
        return {content for (content,) in found}

    def read_with_other(self, rules: str) -> int:
        """Return how many contents were not read with a version of the rules."""
        found = self.connection.execute("SELECT count(*) FROM reports WHERE rules <> ?", [rules]).fetchone()
        return found[0] if found else 0

    def add(self, entries: Sequence[Entry], links: Iterable[tuple[str, str]], rules: str) -> None:
        """Add reports in the place of what older rules read in them, and link documents to contents."""
        contents = [entry.content for entry in entries]
        with self._transaction():
            self._delete("content IN (SELECT unnest(?))", [contents])
            for entry in entries:
                self.connection.execute(
                    "INSERT INTO reports VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", _head(entry, rules)
                )
            for table in _OF_REPORTS:
                self._append(table, entries)
            self._link(dict([*((entry.document, entry.content) for entry in entries), *links]))

    def sweep(self) -> None:
        """Remove the contents that no document has any more."""
        with self._transaction():
            self._delete("content NOT IN (SELECT content FROM documents)", [])

    def prepare(self, *, create: bool) -> bool:
        """Make the tables of a new database; tell whether those of an old one can be used."""
        names = self.connection.execute("SELECT table_name FROM duckdb_tables()").fetchall()
        if ("format",) in names:
            return self.connection.execute("FROM format").fetchone() == (FORMAT,)
        if names or not create:
            return False
        with self._transaction():
            self.connection.execute("CREATE TABLE format AS SELECT ?::INTEGER AS format", [FORMAT])
            self.connection.execute("CREATE TABLE documents (document VARCHAR, content VARCHAR)")
            self.connection.execute(f"CREATE TABLE reports ({_REPORTS})")
            for table in _OF_REPORTS:
                self._create(table)
        return True

    def _create(self, table: TableName) -> None:
        """Make a table with the columns that it has in Arrow."""
        batch = record_batch([], table, dictionaries=False)
        self.connection.register("batch", require("pyarrow", "panel").Table.from_batches([batch]))
        columns = "''::VARCHAR AS content, 0::INTEGER AS number, * EXCLUDE (document)"
        statement = f"CREATE TABLE {table} AS SELECT {columns} FROM batch LIMIT 0"  # noqa: S608 (names of ours)
        self.connection.execute(statement)
        self.connection.unregister("batch")

    def _delete(self, condition: str, values: list[Any]) -> None:
        for table in ("reports", *_OF_REPORTS):
            statement = f"DELETE FROM {table} WHERE {condition}"  # noqa: S608 (neither comes from outside)
            self.connection.execute(statement, values)

    def _append(self, table: TableName, entries: Sequence[Entry]) -> None:
        arrow = require("pyarrow", "panel")
        rows = record_batch([entry.report for entry in entries], table, dictionaries=False)
        contents = [entry.content for entry in entries for _ in getattr(entry.report, table)]
        numbers = [number for entry in entries for number in range(len(getattr(entry.report, table)))]
        batch = arrow.Table.from_batches([rows]).drop_columns(["document"])
        batch = batch.add_column(0, "number", arrow.array(numbers, arrow.int32()))
        batch = batch.add_column(0, "content", arrow.array(contents, arrow.string()))
        self.connection.register("batch", batch)
        self.connection.execute(f"INSERT INTO {table} BY NAME SELECT * FROM batch")  # noqa: S608 (a name of two)
        self.connection.unregister("batch")

    def _link(self, links: Mapping[str, str]) -> None:
        if links:
            self.connection.execute("DELETE FROM documents WHERE document IN (SELECT unnest(?))", [[*links]])
            self.connection.executemany("INSERT INTO documents VALUES (?, ?)", list(map(list, links.items())))

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self.connection.execute("BEGIN")
        try:
            yield
        except BaseException:
            self.connection.execute("ROLLBACK")
            raise
        self.connection.execute("COMMIT")


@contextmanager
def open_store(path: str | Path, *, create: bool = False) -> Iterator[Store]:
    """Open a database; it is closed behind the ``with``.

    Args:
        path: of its file.
        create: whether to write, and to make the file when there is none; else it is only read.

    Raises:
        KjreportError: no such file, another process writes to it, or it is no panel of this format.
        MissingExtraError: DuckDB is not installed.
    """
    engine = require("duckdb", "panel")
    if not create and not Path(path).exists():
        raise KjreportError(f"{path}: no such database; kjreport index makes it")
    try:
        connection = engine.connect(str(path), read_only=not create)
    except engine.Error as error:
        busy = "Could not set lock" in str(error)
        reason = "another process has it open" if busy else f"cannot be opened: {_first_line(error)}"
        raise KjreportError(f"{path}: {reason}") from None
    try:
        store = Store(connection)
        if not store.prepare(create=create):
            raise KjreportError(f"{path}: is no panel that this version of kjreport can use; make a new one")
        yield store
    finally:
        connection.close()


def _head(entry: Entry, rules: str) -> list[Any]:
    report, place = entry.report, entry.place
    where = [place.region, place.province, place.city, place.county, place.level]
    return [entry.content, rules, report.title, *where, report.year, report.half, len(report.raw)]


def _first_line(error: Exception) -> str:
    return str(error).strip().partition("\n")[0]

"""What all imports and exports share: rows found by their natural keys, checked, then written."""

from collections.abc import Iterable, Iterator

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import ForeignKey, Model
from import_export.instance_loaders import BaseInstanceLoader
from import_export.resources import ModelResource

from programmes.admin.importing.checks import broken_checks
from programmes.admin.importing.reading import Upload
from programmes.admin.importing.writing import create, update
from programmes.touched import Touched

Wrong = tuple[Model, str, str]
"""A row, the attribute that is wrong with it, and the message."""


class NaturalKeys(BaseInstanceLoader):
    """Finds the stored row that a row of a file is about: by its very texts, else by their meaning.

    All rows that may be wanted are read at once.
    """

    def __init__(self, resource, dataset=None):
        super().__init__(resource, dataset)
        resource.loader = self
        self.fields = [resource.fields[name] for name in resource.get_import_id_fields()]
        self.by_text: dict[tuple, Model] = {}
        self.by_value: dict[tuple, Model] = {}
        for row in resource.stored():
            values = [field.get_value(row) for field in self.fields]
            self.by_text[tuple(field.text(row) for field in self.fields)] = row
            self.by_value.setdefault(tuple(map(_plain, values)), row)

    def get_instance(self, row):
        """The stored row; None for a new one, and for one whose key cannot be read."""
        texts = tuple(row[field.column_name] for field in self.fields)
        if found := self.by_text.get(texts):
            return found
        try:
            return self.by_value.get(tuple(_plain(field.clean(row)) for field in self.fields))
        except ValueError:
            return None


class ExchangeResource(ModelResource):
    """One table of the exchange format.

    The work of a row asks the database nothing: what rows name, and the rows that are stored, are
    read before; what is new or changed is written after, once every row was found right.
    """

    # The column that a check of the model is told of, by the name of its constraint.
    blamed: dict[str, str] = {}

    class Meta:
        instance_loader_class = NaturalKeys
        use_bulk = True
        skip_diff = True
        store_instance = True

    def __init__(self, upload: Upload | None = None, **kwargs):
        super().__init__(**kwargs)
        self.upload = upload
        self.loader: NaturalKeys | None = None
        self.cells: list[tuple[str, str, str]] = []
        self._keys_seen: dict[tuple, int] = {}

    @classmethod
    def all_columns(cls):
        """The columns in the order of an export."""
        return [cls.fields[name].column for name in cls._meta.fields]

    @classmethod
    def attributes(cls) -> dict[str, str]:
        """The column that each attribute is kept in."""
        return {field.attribute: field.column_name for field in cls.fields.values()}

    def in_order(self, rows):
        """Rows as an export has them: in an order that does not hang on when they were made."""
        raise NotImplementedError

    def stored(self) -> Iterable[Model]:
        """The rows that a file may be about."""
        return self.in_order(self.get_queryset())

    def texts(self, column: str) -> set[str]:
        """What stands in a column of the file."""
        if column not in (self.upload.dataset.headers or []):
            return set()
        return {text.strip() for text in self.upload.dataset[column]}

    def import_data(self, dataset, dry_run=False, **kwargs):
        """All rows or none. A dry run writes nothing at all, so it needs no transaction either."""
        if dry_run:
            return self.import_data_inner(dataset, True, False, False, False, **kwargs)
        return super().import_data(
            dataset, use_transactions=True, rollback_on_validation_errors=True, **kwargs
        )

    def after_init_instance(self, instance, new, row, row_number=None, **kwargs):
        """Remember where the row stands."""
        instance.row_number = row_number
        self.cells = []

    def import_field(self, field, instance, row, is_m2m=False, **kwargs):
        """Take a cell over where it differs from what an export would write, and note that."""
        name = field.column_name
        if name not in row:
            return
        new = instance.pk is None
        before = "" if new else field.text(instance)
        if new or row[name] != before:
            field.save(instance, row, is_m2m, **kwargs)
            self.note(name, before, field.text(instance))

    def note(self, column: str, before: str, after: str) -> None:
        """Note a cell of the present row that changes."""
        if before != after:
            self.cells.append((column, before, after))

    def import_instance(self, instance, row, **kwargs):
        """Take the whole row over. Raises ValidationError with all that is wrong with its cells."""
        errors: dict = {}
        try:
            super().import_instance(instance, row, **kwargs)
        except ValidationError as error:
            errors = error.update_error_dict(errors)
        for attribute, message in self._missing(instance, row):
            errors.setdefault(attribute, [ValidationError(message)])
        if not errors:
            self.complete(instance, row)
            for attribute, message in self.wrong_with(instance):
                errors.setdefault(attribute, [ValidationError(message)])
        if errors:
            raise ValidationError(errors)

    def complete(self, instance, row) -> None:
        """Set what follows from the cells of a row that are right. By default nothing does."""

    def wrong_with(self, instance) -> Iterator[tuple[str, str]]:
        """What is wrong with a row whose cells are each right, as attributes and messages."""
        fields = [self.fields[name] for name in self.get_import_id_fields()]
        key = (
            (instance.pk,) if instance.pk else tuple(field.get_value(instance) for field in fields)
        )
        first = self._keys_seen.setdefault(key, instance.row_number)
        if first != instance.row_number:
            place = self.upload.places[first - 1]
            yield fields[0].attribute, f"This stands in {place} too. Take one of them away."

    def skip_row(self, instance, original, row, import_validation_errors=None):
        """Whether nothing changes."""
        return not import_validation_errors and not self.cells and instance.pk is not None

    def validate_instance(self, instance, import_validation_errors=None, validate_unique=True):
        """Raise ValidationError where the cells, or the model, refuse the row. Asks no query."""
        errors = dict(import_validation_errors or {})
        related = [f.name for f in instance._meta.concrete_fields if isinstance(f, ForeignKey)]
        try:
            instance.clean_fields(exclude={*errors, *related})
        except ValidationError as error:
            errors = error.update_error_dict(errors)
        wrong = set(errors) - {NON_FIELD_ERRORS}
        for check in broken_checks(instance, wrong):
            attribute = self.blamed.get(check.name, NON_FIELD_ERRORS)
            errors.setdefault(attribute, []).append(ValidationError(check.violation_error_message))
        if errors:
            raise ValidationError(errors)

    def after_import_row(self, row, row_result, **kwargs):
        """Keep the cells that change with the result."""
        row_result.cells = self.cells

    def bulk_create(self, *args, **kwargs):
        """Not yet: all is written together, once every row is known to fit the others."""

    def bulk_update(self, *args, **kwargs):
        """Not yet either."""

    def after_import(self, dataset, result, *, dry_run=True, user=None, **kwargs):
        """Compare the rows with each other, and write them where nothing is wrong."""
        for row, attribute, message in self.wrong_together():
            error = ValidationError({attribute: [message]})
            result.append_invalid_row(row.row_number, {}, error)
        if not dry_run and not result.has_errors() and not result.has_validation_errors():
            self.write(user)

    def wrong_together(self) -> Iterator[Wrong]:
        """What is wrong between rows that are each right by themselves."""
        return iter(())

    def touched(self) -> list[Touched]:
        """The figures of open reports that would be judged otherwise than now."""
        return []

    def write(self, user) -> None:
        """Write what changed, then what is new, each with its history."""
        names = {field.attribute for field in self.fields.values() if not field.readonly}
        said = {"by": user, "reason": self.because}
        update(self._meta.model, self.update_instances, sorted(names), **said)
        create(self._meta.model, self.create_instances, **said)

    @property
    def because(self) -> str:
        """The reason that the history gives."""
        return f"Imported from {self.upload.name}"

    def _missing(self, instance, row) -> Iterator[tuple[str, str]]:
        """Columns that the file has not and a new row needs."""
        if instance.pk is None:
            for field in self.fields.values():
                if field.column.filled and field.column_name not in row:
                    message = "There is no such column, and this row is new. Add the column."
                    yield field.attribute, message


def _plain(value):
    return value.strip() if isinstance(value, str) else value

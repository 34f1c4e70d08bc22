"""Sentences about a file of pre-orders: the file, its rows, and what was imported of it."""

from kiosk.texts import N_

SENTENCES = {
    "import_directory": N_("{name} is a folder. Choose the file in it."),
    "import_no_file": N_("{name} is no file that can be read. Choose a file saved as CSV."),
    "import_missing": N_("There is no file {name}. Look where it was saved, and choose it again."),
    "import_unreadable": N_("{name} can’t be read: {reason}. Copy it to another place, and choose it again."),
    "import_too_large": N_("{name} is larger than {megabytes} MB. Ask for it in several parts."),
    "import_packed": N_(
        "{name} is a workbook or a packed file. Open it in Excel or LibreOffice, save it as CSV, and choose that file."
    ),
    "import_pdf": N_("{name} is a PDF. Ask the organisation for the list as CSV."),
    "import_not_text": N_("{name} is no text file. Open it in the program it comes from, and save it as CSV."),
    "import_empty": N_("{name} is empty. Ask the organisation for the list again."),
    "import_header_only": N_("{name} has no rows. Ask the organisation for the list again."),
    "import_too_many_rows": N_("{name} has more than {most} rows. Ask for it in several parts."),
    "import_same_column": N_("Column {column} is chosen twice. Choose a column of its own for each."),
    "import_quotes": N_("The quotation marks of the line don’t match. Look at the cells, and put them right."),
    "import_letters": N_(
        "There are characters that can’t be read. Go back and choose another encoding, or write them."
    ),
    "import_formula": N_("The cell begins as a formula does. Write what it shows instead."),
    "import_name_missing": N_("The name is missing."),
    "import_name_form": N_("That is not a name. Compare the columns, or write the name."),
    "import_email_missing": N_("There is no e-mail address."),
    "import_identity_missing": N_("The personal number or birth date is missing."),
    "import_identity_form": N_(
        "That is neither a personal number nor a birth date. Write ten or twelve digits, or the date as YYYY-MM-DD."
    ),
    "import_personal_number_date": N_("There is no such birth date. Ask the organisation for the right number."),
    "import_personal_number_checksum": N_(
        "The last digit doesn’t agree with the others. Ask the organisation for the right number."
    ),
    "import_personal_number_serial": N_(
        "No personal identity number has 000 there. Ask the organisation for the right number."
    ),
    "import_personal_number_too_old": N_(
        "Born {birth_date}, the person would be over {oldest} years old. Ask the organisation for the right number."
    ),
    "import_birth_date_future": N_("The birth date is in the future. Ask the organisation for the right one."),
    "import_birth_date_too_old": N_(
        "The person would be over {oldest} years old. Ask the organisation for the right birth date."
    ),
    "import_cells_left": N_("The line has more cells than the others: the last aren’t used. See what stands where."),
    "import_columns_unused": N_("Not used: {columns}. What stands there isn’t imported."),
    "import_number_spoiled": N_(
        "Excel has spoiled the number: the last digits are lost. Ask for the list with that column as text."
    ),
    "import_zero_lost": N_("Zeros at the beginning may be lost: is it {shown}? Accept it, or write the number."),
    "import_nine_digits": N_("Nine digits: one is missing, perhaps a zero at the beginning. Write the whole number."),
    "import_birth_date_short": N_("Write the birth date with the year in four digits, as YYYY-MM-DD."),
    "import_no_such_day": N_("There is no such day. Write the birth date as YYYY-MM-DD."),
    "import_minor": N_("The person is {age} years old: a guardian has to be there when it is used."),
    "import_twice_in_file": N_("The same person stands in line {line} already."),
    "import_waiting": N_("The organisation has a pre-order for the person that is not used yet."),
    "import_used": N_("The person has used a pre-order of the organisation for this time already."),
    "import_other_product": N_("The person has a pre-order for another product already."),
    "matter_import_twice": N_(
        "{file} from {organisation} was imported at two desks: {count} of its people have two pre-orders each."
    ),
    "matter_import_twice_remedy": N_("Undo one of the imports on the organisation’s card."),
    "matter_import_undone_used": N_(
        "An import of pre-orders from {organisation} ({product}) could not be undone: {who} had spent one at another "
        "desk. All of them stand."
    ),
    "matter_import_undone_used_remedy": N_(
        "Tell the organisation, and withdraw the others one by one if they must go."
    ),
    "refused_import_undone_used": N_(
        "One of its pre-orders has been spent, so the import can’t be undone. Withdraw the others one by one if they "
        "must go."
    ),
    "import_file_missing": N_("Choose the file."),
    "import_known": N_(
        "The same file was imported {at} by {by}. Tick that it is to be imported once more, or choose another file."
    ),
    "import_known_now": N_(
        "The same file has just been imported at another desk. Choose it once more if it is to be imported again."
    ),
    "import_changed_meanwhile": N_(
        "Pre-orders of the organisation have come in meanwhile. The rows are judged anew: look at them once more."
    ),
    "import_not_looked_at": N_("The rows have not been read yet."),
    "import_nothing_to_take_in": N_("No row can be imported as it stands. Put rows right, or choose another file."),
    "import_cancelled": N_("It was cancelled: nothing is saved or changed."),
    "import_undone_already": N_("The import is undone already, here or at another desk."),
    "import_organisation_none": N_("There is no organisation “{wanted}” here. Write its number, or its name."),
    "import_organisation_many": N_("There are several organisations “{wanted}”. Write the number of the one meant."),
    "import_product_none": N_("There is no product {wanted} that the organisation can order. There are: {codes}."),
    "import_no_day": N_("{option}: “{text}” is no day. Write it as YYYY-MM-DD."),
    "import_known_command": N_("{name} was imported {at} already. With --again it is imported once more."),
    "import_report_is_file": N_("{name} is the file itself. Give the report another name."),
    "act_import_pre_orders": N_("Imported pre-orders"),
    "act_undo_import": N_("Undid an import of pre-orders"),
}

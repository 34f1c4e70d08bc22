"""Sentences of the area people: identity, contact, customer types."""

from kiosk.texts import N_

SENTENCES = {
    "personal_number_form": N_(
        "That is not a personal identity number. Write ten or twelve digits, such as YYMMDD-NNNN."
    ),
    "personal_number_date": N_("There is no such birth date. Compare the first digits with the ID."),
    "personal_number_checksum": N_("The last digit doesn't agree with the others. Compare the number with the ID."),
    "personal_number_serial": N_("No personal identity number has 000 there. Compare the number with the ID."),
    "personal_number_future": N_(
        "The birth date is in the future. Write the year with four digits; from the year a person turns 100 a + "
        "stands before the last four."
    ),
    "personal_number_plus": N_("A + only belongs to ten digits. With the year in four digits, write - or nothing."),
    "personal_number_too_old": N_(
        "Born {birth_date}, the person would be over {oldest} years old. Compare the year and the sign with the ID."
    ),
    "birth_date_future": N_("The birth date is in the future. Compare it with the ID."),
    "birth_date_too_old": N_("The person would be over {oldest} years old. Compare the birth date with the ID."),
    "phone_form": N_("That is not a phone number. Write digits only, with +country code for foreign numbers."),
    "phone_unknown": N_("No such phone number can exist. Ask for it again and check area and country code."),
    "email_form": N_("That is not an e-mail address. Write it as name@example.com."),
    "postcode_form": N_("A Swedish postcode has five digits, such as 114 55. Ask for it again."),
    "document_swedish_id": N_("Ask for an approved Swedish ID and tick it when you have seen it."),
    "document_foreign_id": N_("Ask for an approved foreign ID and tick it when you have seen it."),
    "document_proof_of_residence": N_(
        "Ask for proof of living in Sweden (work certificate, rental contract, UT card or LMA card) and tick it."
    ),
    "document_student_card": N_("Ask for the Mecenat card or Studentkortet, compare the name, and tick it."),
    "document_sickness_certificate_for_life": N_(
        "Ask for the certificate from Försäkringskassan without end date, and tick it."
    ),
    "document_sickness_certificate_temporary": N_(
        "Ask for the certificate from Försäkringskassan with its end date, and tick it."
    ),
    "document_early_pension_certificate": N_("Ask for the certificate from the pension authority, and tick it."),
    "document_organisation_proof": N_("Ask for proof that the person belongs to the organisation, and tick it."),
    "document_employment_proof": N_("Confirm that the person is employed at the gym, and tick it."),
    "certificate_kind_missing": N_("Choose which certificate the person shows."),
    "certificate_date_missing": N_("Write the last day that stands on the certificate."),
    "certificate_ended": N_(
        "The certificate ended {valid_until}. Ask for a valid one, or choose the ordinary customer type."
    ),
    "customer_type_minimum_age": N_(
        "The person is {age}; this customer type is from {limit} years. Choose another customer type."
    ),
    "pension_age": N_(
        "The person is {age}; old-age pension is from {limit} years. Choose another certificate or customer type."
    ),
    "youth_age": N_("The person is {age}; youth is under {limit} years. Choose another customer type."),
    "customer_type_missing": N_("Choose a customer type."),
    "certificate_date_far": N_(
        "The date is more than {years} years away. Compare the year with the certificate; write an earlier date."
    ),
    "guardian_name_missing": N_("Write the guardian's name as it stands on the ID."),
    "guardian_underage": N_("The guardian is {age}; only someone of {limit} or over can consent. Ask for an adult."),
    "guardian_relation_missing": N_("Choose what the guardian is to the customer."),
    "guardian_consent_missing": N_("Ask the guardian for consent to the membership, and tick it."),
    "minor_without_guardian": N_(
        "The customer is {age} years old, so a guardian must consent. Go back to Identification, tick under 18, and "
        "fill in the guardian."
    ),
    "guardian_of_adult": N_(
        "The customer is {age} years old and needs no guardian. Go back to Identification and take away under 18."
    ),
    "personal_number_missing": N_("Write the personal identity number from the ID."),
    "birth_date_missing": N_("Write the birth date from the document."),
    "document_kind_missing": N_("Choose which kind of document the customer shows."),
    "document_country_missing": N_("Write which country has issued the document."),
    "given_name_missing": N_("Write the given name as it stands on the ID."),
    "family_name_missing": N_("Write the family name as it stands on the ID."),
    "street_missing": N_("Write the street address."),
    "city_missing": N_("Write the town."),
    "postcode_missing": N_("Write the postcode."),
    "text_too_long": N_("That is longer than {longest} characters. Shorten it."),
    "email_missing": N_("Ask for an e-mail address."),
    "mobile_missing": N_("Ask for a mobile number."),
    "look_up_says_protected": N_(
        "The population register says that the identity is protected. Tick protected identity before going on."
    ),
    "look_up_differs": N_(
        "The population register says {looked_up}. What you wrote is kept, and the person is marked to verify."
    ),
    "order_waits": N_(
        "The paid online purchase {number} waits for this person. Cancel and search for {number} to hand it out, or "
        "they will pay twice."
    ),
    "already_registered": N_(
        "{name}, born {birth_date}, is already registered with this number as member {member_number}. Cancel, and open "
        "that person instead."
    ),
    "already_registered_protected": N_(
        "This number is already registered, as member {member_number}. Cancel, and open that person instead."
    ),
    "maybe_same_person": N_(
        "{name}, member {member_number}, was born the same day and has the same {shared}. Open that person, or confirm "
        "that this is someone else."
    ),
    "maybe_same_person_protected": N_(
        "Member {member_number} was born the same day and has the same {shared}. Open that person, or confirm that "
        "this is someone else."
    ),
    "may_not_sell": N_("You don't have the right to register customers. Let a colleague sign in and finish."),
}

# Clients: list, page, forms, contacts, import; archiving.
clients_search = Search by name or address
clients_import = Import
clients_since = Client since
clients_none = No clients yet
clients_none_detail = A client is who you work for and send invoices to. Add one, or import the list you already keep in a spreadsheet.
clients_none_found = No client matches. Change the words or clear the filters.
clients_none_archived = Archived clients appear here and can be restored.
archive_do = Archive
archive_restore = Restore
archive_filter = In use or archived
archive_in_use = In use
archive_archived = Archived
archive_none = Nothing is archived
archive_ask = Archive { $name }?
archive_ask_restore = Restore { $name }?
archive_done = { $name } is archived
archive_undone = { $name } is in use again
client_title = Client
client_edit_title = Edit client
client_add = Add client
client_added = Client { $name } was added
client_identity = Identity
client_name = Name
client_legal_name = Legal name
client_registration = Registration number
client_tax = VAT or tax number
client_reach = Contact details
client_email = E-mail
client_email_hint = Invoices are sent here.
client_phone = Phone
client_address = Billing address
client_address_detail = Leave it empty, or give at least the street, the city and the country.
client_line1 = Street and number
client_line2 = Floor, building, post box
client_postal_code = Postal code
client_city = City
client_documents = Documents
client_documents_detail = The currency of invoices and the language they are written in.
client_language = Language
client_billed_in = Billed in
client_note = Note for the team
client_note_hint = The client never sees it.
client_archive_detail = It leaves the lists, and nothing new can be written for it. Its projects, invoices and contacts stay as they are; you can restore it at any time.
client_restore_detail = It comes back to the lists, and new projects and invoices can be written for it.
client_no_projects = No project for this client yet.
client_all_projects = See all projects
client_no_invoices = No invoice for this client yet.
client_all_invoices = See all invoices
contacts_title = Contacts
contacts_detail = Who sees this client’s portal.
contacts_none = Nobody has access yet. Invite a contact: they see their projects, read their invoices and pay them.
contacts_invite = Invite
contacts_invite_title = Invite a contact
contacts_invite_detail = They receive a message with a link that is valid for seven days. They will see only what concerns this client.
contacts_language = Language of the message
contacts_message = A few words from you
contacts_message_hint = They appear at the top of the message.
contacts_send = Send the invitation
contacts_sent = Invitation sent to { $email }
contacts_resend = Send again
contacts_resent = Invitation sent again to { $email }
contacts_since = Since { $date }
contacts_invited = Sent { $ago } · valid until { $date }
contacts_remove = End the access of { $name }
contacts_remove_title = End the access of { $name }?
contacts_remove_detail = They can no longer open this client’s portal. Nothing else is lost, and you can invite them again.
contacts_remove_action = End access
contacts_revoke = Revoke the invitation
contacts_revoke_title = Revoke the invitation sent to { $email }?
contacts_revoke_detail = The link in the message stops working. You can send a new invitation later.
contacts_ended = The access was ended
import_title = Import clients
import_subtitle = Choose the list you keep in a spreadsheet. It is only read at first: you see what will be taken before anything is written.
import_file = CSV file
import_hint = Up to 10 MB and 10,000 lines. The first line names the columns, in English or French; only the client’s name is required.
import_reading = Reading the file…
import_nothing_new = Nothing new in this file: no client would be added.
import_would_add = { $count ->
    [one] One client can be added. Nothing is written yet.
   *[other] { $count } clients can be added. Nothing is written yet.
}
import_added = { $count ->
    [0] No client was added.
    [one] One client was added.
   *[other] { $count } clients were added.
}
import_take = { $count ->
    [one] Import one client
   *[other] Import { $count } clients
}
import_see_clients = See the clients
import_total_to_add = To be added
import_total_added = Added
import_total_duplicates = Duplicates
import_duplicates_detail = There already; left as they are
import_total_refused = Refused
import_refused_detail = Cannot be read; see why below
import_columns = How the columns were read
import_read_as = Encoding { $encoding }, columns divided by “{ $delimiter }”
import_tab = tab
import_ignored = ignored
import_lines = Line by line
import_line = Line
import_outcome = Outcome
import_why = Why
import_field = { $field }: { $why }
import_all_lines = All lines
import_to_add = To be added
import_shown = { $count ->
    [0] No line
   *[other] { $shown } of { $count } lines
}
import_more = Show more

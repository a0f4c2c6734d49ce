# Invoices and credit notes: the list.
invoices_search = Search by number, reference or client
invoices_kind = Kind
invoices_none = No invoices yet
invoices_none_detail = An invoice asks a client for money. Write a draft, check it, then issue it: it gets its number and can be sent and paid.
invoices_none_portal = Your invoices will appear here as soon as the first one is issued.
invoices_none_found = No invoice matches. Change the words or clear the filters.
invoice_due = Still due

# One document.
inv_title = Invoice { $number }
inv_title_note = Credit note { $number }
inv_title_draft = Draft invoice
inv_lines = Lines
inv_no_lines = No lines yet
inv_description = Description
inv_quantity = Quantity
inv_unit = Unit
inv_unit_price = Unit price
inv_unit_price_with_tax = Unit price with tax
inv_discount = Discount
inv_tax = Tax
inv_net = Net
inv_net_total = Total without tax
inv_tax_on = Tax { $rate } of { $base }
inv_rounding = Rounding
inv_credited = Credited
inv_paid = Paid
inv_takes_back = Original invoice
inv_open_invoice = Open the invoice
inv_open_project = Open the project
inv_issued_on = Issued
inv_terms = Payment terms
inv_days = { $count ->
    [0] On receipt
    [one] { $count } day
   *[other] { $count } days
}
inv_reference = Client’s reference
inv_note = Note
inv_credit_notes = Credit notes
inv_history = History
inv_step_written = Draft written
inv_step_issued = Issued
inv_step_sent = Last sent by e-mail on { $at }
inv_step_paid = { $amount } received: { $method }
inv_step_credited = Credit note { $number } of { $amount }

# What can be done with it.
inv_more = More actions
inv_pdf = PDF
inv_copy_link = Copy the client’s link
inv_link_copied = Link copied. It opens the invoice in the client portal.
inv_delete = Delete the draft
inv_delete_title = Delete this draft?
inv_delete_detail = The draft for { $client } and its lines will be lost. It has no number yet, so none will be missing.
inv_deleted = Draft deleted
inv_issue = Issue
inv_issue_title = Issue this invoice?
inv_issue_detail = It gets the next number and today’s date, and your client can see and pay it. It can no longer be changed: a mistake is corrected by a credit note.
inv_issued = Invoice { $number } is issued
inv_missing_legal_name = Legal name
inv_missing_registration = Registration number
inv_missing_tax_number = Tax number
inv_missing_address = Registered address
inv_open_settings = Open the settings
inv_send = Send by e-mail
inv_send_title = Send by e-mail
inv_send_detail = The e-mail holds the PDF and a link to the client portal, in the client’s language.
inv_send_to = To
inv_send_to_hint = One or more addresses, separated by commas. Empty: the client’s own address.
inv_message = Message
inv_sent = The message is on its way
inv_credit = Issue a credit note
inv_credit_title = Issue a credit note
inv_credit_detail = The credit note gets its own number and reduces the invoice. It cannot be undone.
inv_credit_partly = Only some lines
inv_credit_reason = Reason
inv_credit_reason_hint = Printed on the credit note.
inv_credit_total = Amount of the credit note
inv_credit_done = Credit note { $number } is issued

# Writing one.
inv_edit_title = Edit the draft
inv_head = Client and terms
inv_find_client = Search by name or address
inv_project = Project
inv_no_project = None
inv_terms_days = Days to pay
inv_due_if_issued = Issued today, it is due on { $date }.
inv_reference_hint = Their order number, for example.
inv_with_tax = Prices include tax
inv_with_tax_hint = The unit prices are those the client pays, tax included.
inv_line = Line { $number }
inv_add_line = Add a line
inv_line_up = Move line { $number } up
inv_line_down = Move line { $number } down
inv_line_remove = Remove line { $number }
inv_keys = Enter: next line. Alt and an arrow: move the line.
inv_note_hint = Printed below the lines.
inv_save_draft = Save draft
inv_save_issue = Save and issue
inv_saved = Draft saved
inv_closed = This invoice is issued
inv_closed_detail = It can no longer be changed. Correct what is wrong by a credit note, then write a new invoice.

# In the portal.
inv_to_pay = To pay
inv_by = by { $date }
inv_was_due = was due on { $date }
inv_all_paid = Settled, thank you
inv_in_your_favour = In your favour
inv_comes_back = To be paid back to you

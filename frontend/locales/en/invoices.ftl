# Invoices and credit notes: the list.
invoices_search = Search by number, reference or client
invoices_kind = Kind
invoices_none = No invoices yet
invoices_none_detail = An invoice asks a client for money. Write a draft, check it, then issue it: it gets its number and can be sent and paid.
invoices_none_portal = Your invoices will appear here as soon as the first one is issued.
invoices_none_found = No invoice matches. Change the words or clear the filters.
invoice_due = Still due

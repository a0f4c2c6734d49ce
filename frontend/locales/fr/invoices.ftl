# Les factures et les avoirs : la liste.
invoices_search = Chercher un numéro, une référence, un client
invoices_kind = Type
invoices_none = Aucune facture pour l’instant
invoices_none_detail = Une facture demande de l’argent à un client. Rédigez un brouillon, relisez-le, puis émettez-le : il reçoit son numéro et peut être envoyé et payé.
invoices_none_portal = Vos factures apparaîtront ici dès que la première sera émise.
invoices_none_found = Aucune facture ne correspond. Changez les mots ou effacez les filtres.
invoice_due = Reste à payer

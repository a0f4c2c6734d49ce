# Factures et avoirs : la liste.
invoices_search = Rechercher par numéro, référence ou client
invoices_kind = Type
invoices_none = Aucune facture pour l’instant
invoices_none_detail = Une facture demande un paiement à un client. Rédigez un brouillon, vérifiez-le, puis émettez-le : il reçoit son numéro et peut être envoyé et payé.
invoices_none_portal = Vos factures apparaîtront ici dès que la première sera émise.
invoices_none_found = Aucune facture ne correspond. Changez les mots ou effacez les filtres.
invoice_due = Reste à payer

# Un document.
inv_title = Facture { $number }
inv_title_note = Avoir { $number }
inv_title_draft = Brouillon de facture
inv_lines = Lignes
inv_no_lines = Aucune ligne pour l’instant
inv_description = Désignation
inv_quantity = Quantité
inv_unit = Unité
inv_unit_price = Prix unitaire
inv_unit_price_with_tax = Prix unitaire TTC
inv_discount = Remise
inv_tax = TVA
inv_net = Montant HT
inv_net_total = Total HT
inv_tax_on = TVA { $rate } sur { $base }
inv_rounding = Arrondi
inv_credited = Avoirs
inv_paid = Payé
inv_takes_back = Facture d’origine
inv_open_invoice = Ouvrir la facture
inv_open_project = Ouvrir le projet
inv_issued_on = Émission
inv_terms = Délai de paiement
inv_days = { $count ->
    [0] À réception
    [one] { $count } jour
   *[other] { $count } jours
}
inv_reference = Référence du client
inv_note = Note
inv_credit_notes = Avoirs
inv_history = Historique
inv_step_written = Brouillon rédigé
inv_step_issued = Émission
inv_step_sent = Dernier envoi par e-mail le { $at }
inv_step_paid = { $amount } reçus : { $method }
inv_step_credited = Avoir { $number } de { $amount }

# Ce qu’on peut en faire.
inv_more = Plus d’actions
inv_pdf = PDF
inv_copy_link = Copier le lien du client
inv_link_copied = Lien copié. Il ouvre la facture dans l’espace client.
inv_delete = Supprimer le brouillon
inv_delete_title = Supprimer ce brouillon ?
inv_delete_detail = Le brouillon pour { $client } et ses lignes seront perdus. Il n’a pas encore de numéro : il n’en manquera aucun.
inv_deleted = Brouillon supprimé
inv_issue = Émettre
inv_issue_title = Émettre cette facture ?
inv_issue_detail = Elle reçoit le prochain numéro et la date du jour, et votre client peut la voir et la payer. Elle ne pourra plus être modifiée : une erreur se corrige par un avoir.
inv_issued = La facture { $number } est émise
inv_missing_legal_name = Raison sociale
inv_missing_registration = Numéro d’immatriculation
inv_missing_tax_number = Numéro fiscal
inv_missing_address = Adresse du siège
inv_open_settings = Ouvrir les paramètres
inv_send = Envoyer par e-mail
inv_send_title = Envoyer par e-mail
inv_send_detail = L’e-mail contient le PDF et un lien vers l’espace client, dans la langue du client.
inv_send_to = Destinataires
inv_send_to_hint = Une ou plusieurs adresses, séparées par des virgules. Vide : l’adresse du client.
inv_message = Message
inv_sent = Le message est en route
inv_credit = Émettre un avoir
inv_credit_title = Émettre un avoir
inv_credit_detail = L’avoir reçoit son propre numéro et se déduit de la facture. C’est définitif.
inv_credit_partly = Certaines lignes seulement
inv_credit_reason = Motif
inv_credit_reason_hint = Imprimé sur l’avoir.
inv_credit_total = Montant de l’avoir
inv_credit_done = L’avoir { $number } est émis

# La rédaction.
inv_edit_title = Modifier le brouillon
inv_head = Client et conditions
inv_find_client = Rechercher par nom ou adresse
inv_project = Projet
inv_no_project = Aucun
inv_terms_days = Jours pour payer
inv_due_if_issued = Émise aujourd’hui, elle est due le { $date }.
inv_reference_hint = Son numéro de commande, par exemple.
inv_with_tax = Prix TTC
inv_with_tax_hint = Les prix unitaires sont ceux que le client paie, taxes comprises.
inv_line = Ligne { $number }
inv_add_line = Ajouter une ligne
inv_line_up = Monter la ligne { $number }
inv_line_down = Descendre la ligne { $number }
inv_line_remove = Retirer la ligne { $number }
inv_keys = Entrée : ligne suivante. Alt et une flèche : déplacer la ligne.
inv_note_hint = Imprimée sous les lignes.
inv_save_draft = Enregistrer
inv_save_issue = Enregistrer et émettre
inv_saved = Brouillon enregistré
inv_closed = Cette facture est émise
inv_closed_detail = Elle ne peut plus être modifiée. Corrigez ce qui est faux par un avoir, puis rédigez une nouvelle facture.

# Dans l’espace client.
inv_to_pay = À payer
inv_by = au plus tard le { $date }
inv_was_due = était due le { $date }
inv_all_paid = Réglée, merci
inv_in_your_favour = En votre faveur
inv_comes_back = À vous rembourser

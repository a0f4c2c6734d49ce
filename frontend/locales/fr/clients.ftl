# Les clients : liste, page, formulaires, contacts, import ; archivage ; copie périmée.
clients_search = Rechercher par nom ou adresse
clients_import = Importer
clients_since = Client depuis
clients_none = Aucun client pour l’instant
clients_none_detail = Un client est celui pour qui vous travaillez et à qui vous envoyez des factures. Ajoutez-en un, ou importez la liste que vous tenez déjà dans un tableur.
clients_none_found = Aucun client ne correspond. Changez les mots ou effacez les filtres.
clients_none_archived = Les clients archivés apparaissent ici et peuvent être rétablis.
archive_do = Archiver
archive_restore = Rétablir
archive_filter = En service ou archivés
archive_in_use = En service
archive_archived = Archivés
archive_none = Rien n’est archivé
archive_ask = Archiver { $name } ?
archive_ask_restore = Rétablir { $name } ?
archive_done = { $name } est archivé
archive_undone = { $name } est de nouveau en service
client_title = Client
client_edit_title = Modifier le client
client_add = Ajouter le client
client_added = Le client { $name } a été ajouté
client_identity = Identité
client_name = Nom
client_legal_name = Raison sociale
client_registration = Numéro d’immatriculation
client_tax = Numéro de TVA ou fiscal
client_reach = Coordonnées
client_email = Adresse e-mail
client_email_hint = Les factures y sont envoyées.
client_phone = Téléphone
client_address = Adresse de facturation
client_address_detail = Laissez-la vide, ou donnez au moins la rue, la ville et le pays.
client_line1 = Rue et numéro
client_line2 = Étage, bâtiment, boîte postale
client_postal_code = Code postal
client_city = Ville
client_documents = Documents
client_documents_detail = La devise des factures et la langue dans laquelle elles sont rédigées.
client_language = Langue
client_billed_in = Facturation
client_note = Note pour l’équipe
client_note_hint = Le client ne la voit jamais.
client_archive_detail = Il quitte les listes et plus rien ne peut être rédigé pour lui. Ses projets, ses factures et ses contacts restent tels quels ; vous pouvez le rétablir à tout moment.
client_restore_detail = Il revient dans les listes, et de nouveaux projets et factures peuvent être rédigés pour lui.
client_no_projects = Aucun projet pour ce client.
client_all_projects = Voir tous les projets
client_no_invoices = Aucune facture pour ce client.
client_all_invoices = Voir toutes les factures
contacts_title = Contacts
contacts_detail = Qui a accès à l’espace de ce client.
contacts_none = Personne n’y a encore accès. Invitez un contact : il suit ses projets, lit ses factures et les paie.
contacts_invite = Inviter
contacts_invite_title = Inviter un contact
contacts_invite_detail = Cette personne reçoit un message avec un lien valable sept jours. Elle ne verra que ce qui concerne ce client.
contacts_language = Langue du message
contacts_message = Quelques mots de votre part
contacts_message_hint = Ils figurent en tête du message.
contacts_send = Envoyer l’invitation
contacts_sent = Invitation envoyée à { $email }
contacts_resend = Renvoyer
contacts_resent = Invitation renvoyée à { $email }
contacts_since = Depuis le { $date }
contacts_invited = Envoyée { $ago } · valable jusqu’au { $date }
contacts_remove = Retirer l’accès à { $name }
contacts_remove_title = Retirer l’accès à { $name } ?
contacts_remove_detail = Cette personne ne pourra plus ouvrir l’espace de ce client. Rien d’autre n’est perdu, et vous pourrez l’inviter de nouveau.
contacts_remove_action = Retirer l’accès
contacts_revoke = Retirer l’invitation
contacts_revoke_title = Retirer l’invitation envoyée à { $email } ?
contacts_revoke_detail = Le lien du message cesse de fonctionner. Vous pourrez envoyer une nouvelle invitation plus tard.
contacts_ended = L’accès a été retiré
import_title = Importer des clients
import_subtitle = Choisissez la liste que vous tenez dans un tableur. Elle est d’abord seulement lue : vous voyez ce qui sera repris avant que rien ne soit écrit.
import_file = Fichier CSV
import_hint = Jusqu’à 10 Mo et 10 000 lignes. La première ligne donne le nom des colonnes, en français ou en anglais ; seul le nom du client est obligatoire.
import_reading = Lecture du fichier…
import_nothing_new = Rien de nouveau dans ce fichier : aucun client ne serait ajouté.
import_would_add = { $count ->
    [one] Un client peut être ajouté. Rien n’est encore écrit.
   *[other] { $count } clients peuvent être ajoutés. Rien n’est encore écrit.
}
import_added = { $count ->
    [0] Aucun client n’a été ajouté.
    [one] Un client a été ajouté.
   *[other] { $count } clients ont été ajoutés.
}
import_take = { $count ->
    [one] Importer un client
   *[other] Importer { $count } clients
}
import_see_clients = Voir les clients
import_total_to_add = À ajouter
import_total_added = Ajoutés
import_total_duplicates = Doublons
import_duplicates_detail = Déjà présents, laissés tels quels
import_total_refused = Refusées
import_refused_detail = Lignes illisibles, raison ci-dessous
import_columns = Lecture des colonnes
import_read_as = Encodage { $encoding }, colonnes séparées par « { $delimiter } »
import_tab = tabulation
import_ignored = ignorée
import_lines = Ligne par ligne
import_line = Ligne
import_outcome = Résultat
import_why = Raison
import_field = { $field } : { $why }
import_all_lines = Toutes les lignes
import_to_add = À ajouter
import_shown = { $count ->
    [0] Aucune ligne
   *[other] { $shown } sur { $count } lignes
}
import_more = En montrer plus

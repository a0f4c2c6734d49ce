# Les listes des deux espaces.
list_name = Nom
list_number = Numéro
list_client = Client
list_status = Statut
list_due = Échéance
list_total = Total
list_progress = Avancement
list_email = Adresse e-mail
list_city = Ville
list_draft = Brouillon

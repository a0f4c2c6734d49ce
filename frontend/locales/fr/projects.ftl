# Les projets : liste, page, formulaire.
projects_search = Rechercher un projet
projects_of = Client : { $name }
projects_none = Aucun projet pour l’instant
projects_none_detail = Un projet réunit le travail pour un client : où il en est, ce qui est fait, quand il doit être fini. Le client le suit dans son espace.
projects_none_portal = Vos projets apparaîtront ici dès que le premier commencera.
projects_none_found = Aucun projet ne correspond. Changez les mots ou effacez les filtres.
project_title = Projet
project_edit_title = Modifier le projet
project_add = Ajouter le projet
project_added = Le projet { $name } a été ajouté
project_what = Le travail
project_name = Nom
project_client_placeholder = Rechercher un client
project_description = Ce qui est à faire
project_no_description = Rien n’est encore écrit ici.
project_standing = Où il en est
project_starts = Début
project_visible = Visible par le client
project_visible_hint = Ses contacts le suivent dans leur espace.
project_seen = Le client suit ce projet dans son espace.
project_unseen = Seule votre équipe voit ce projet.
project_internal = Interne
project_late = En retard
project_progress_of = Avancement : { $name }
project_due_today = C’est aujourd’hui
project_due_in = { $count ->
    [one] Demain
   *[other] Dans { $count } jours
}
project_late_by = { $count ->
    [one] Un jour de retard
   *[other] { $count } jours de retard
}
project_says_draft = Ce projet se prépare.
project_says_active = Le travail est en cours.
project_says_on_hold = Le travail est en pause pour le moment.
project_says_completed = Tout est fait.
project_says_cancelled = Ce projet a été annulé.
project_archive_detail = Il quitte les listes, celles du client aussi. Rien n’est supprimé ; vous pouvez le rétablir à tout moment.
project_restore_detail = Il revient dans les listes, et dans l’espace du client s’il y était visible.
project_no_invoices = Aucune facture ne cite ce projet.

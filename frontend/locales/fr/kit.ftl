# Les mots du kit : boutons, états, listes, formulaires.
save = Enregistrer
cancel = Annuler
close = Fermer
retry = Réessayer
edit = Modifier
delete = Supprimer
add = Ajouter
loading = Chargement
searching = Recherche…
nothing_found = Aucun résultat
request_id = Demande
field_optional = facultatif
password_show = Afficher le mot de passe
file_choose = Choisissez un fichier
file_or_drop = ou déposez-le ici
select_all = Sélectionner toutes les lignes
select_row = Sélectionner cette ligne
filters_clear = Effacer les filtres
filter_all = { $what } : tous
pages = Pages
page_previous = Précédent
page_next = Suivant
rows_in_all = { $count ->
    [one] { $count } en tout
   *[other] { $count } en tout
}
breadcrumbs = Où vous êtes
stat_trend = { $percent } par rapport à la période précédente
just_now = à l’instant
minutes_ago = { $count ->
    [one] il y a une minute
   *[other] il y a { $count } minutes
}
hours_ago = { $count ->
    [one] il y a une heure
   *[other] il y a { $count } heures
}
days_ago = { $count ->
    [one] hier
   *[other] il y a { $count } jours
}
country = Pays
currency = Devise
skip_to_content = Aller au contenu
form_leave = Des modifications ne sont pas enregistrées. Quitter quand même ?
saved = Enregistré

# États d’une page
offline_title = Vous êtes hors connexion
offline_detail = Le serveur est injoignable. Vérifiez votre connexion et réessayez ; rien de ce que vous avez saisi n’est perdu.
offline_banner = Vous êtes hors connexion. Ce que vous voyez n’est peut-être plus à jour.
unexpected_title = Une erreur s’est produite
unexpected_detail = Le serveur a répondu de façon inattendue ({ $status }). Réessayez dans un instant.
unreadable_detail = La réponse n’a pas pu être lue. Rechargez la page : une version plus récente existe peut-être.
forbidden_title = Vous n’avez pas accès à cette page
forbidden_detail = Votre rôle ne le permet pas. Adressez-vous à un propriétaire ou à un administrateur de la société.
missing_title = Il n’y a rien à cette adresse
missing_detail = La page a peut-être été déplacée, ou vous n’y avez pas accès.
go_home = Aller à l’accueil

# Réglages et menus
language_switch = Langue
theme_switch = Thème
theme_system = Comme le système
theme_light = Clair
theme_dark = Sombre
company_switch = Changer de société
person_menu = Votre compte
profile = Profil
log_out = Se déconnecter
menu_open = Ouvrir le menu
main_nav = Menu principal
portal_nav = Espace client
palette = Commandes
palette_hint = Pages, clients, factures…
search_or_go = Rechercher

# Où l’on peut aller
nav_home = Accueil
nav_clients = Clients
nav_projects = Projets
nav_invoices = Factures
nav_payments = Paiements
nav_members = Membres et rôles
nav_settings = Paramètres
nav_audit = Journal d’audit
action_new_invoice = Nouvelle facture
action_new_client = Nouveau client
action_new_project = Nouveau projet
action_invite = Inviter un membre
stale_detail = Quelqu’un d’autre a enregistré pendant que vous écriviez. Vous pouvez voir ce qui s’y trouve maintenant et perdre votre saisie, ou enregistrer la vôtre par-dessus.
stale_look = Quelqu’un d’autre l’a modifié entre-temps. Regardez d’abord ce qui s’y trouve maintenant.
stale_take = Voir la version actuelle
stale_keep = Enregistrer la mienne par-dessus
stale_read_again = Relire

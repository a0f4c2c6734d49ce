# Words of the kit: buttons, states, lists, forms.
save = Save
cancel = Cancel
close = Close
retry = Try again
edit = Edit
delete = Delete
add = Add
loading = Loading
searching = Searching…
nothing_found = Nothing found
request_id = Request
field_optional = optional
password_show = Show the password
file_choose = Choose a file
file_or_drop = or drop it here
select_all = Select all rows
select_row = Select this row
filters_clear = Clear filters
filter_all = { $what }: all
pages = Pages
page_previous = Previous
page_next = Next
rows_in_all = { $count ->
    [one] { $count } in all
   *[other] { $count } in all
}
breadcrumbs = Where you are
stat_trend = { $percent } against the period before
just_now = just now
minutes_ago = { $count ->
    [one] a minute ago
   *[other] { $count } minutes ago
}
hours_ago = { $count ->
    [one] an hour ago
   *[other] { $count } hours ago
}
days_ago = { $count ->
    [one] yesterday
   *[other] { $count } days ago
}
country = Country
currency = Currency
skip_to_content = Skip to content
form_leave = You have changes that are not saved. Leave anyway?
saved = Saved

# States of a page
offline_title = You are offline
offline_detail = The server could not be reached. Check your connection and try again; nothing you typed is lost.
offline_banner = You are offline. What you see may be out of date.
unexpected_title = Something went wrong
unexpected_detail = The server answered in a way that was not expected ({ $status }). Try again in a moment.
unreadable_detail = The answer could not be read. Reload the page: a newer version may be there.
forbidden_title = You may not see this
forbidden_detail = Your role does not allow it. Ask an owner or an administrator of the company.
missing_title = There is nothing at this address
missing_detail = The page may have moved, or you do not have access to it.
go_home = Go to the start

# Switches and menus
language_switch = Language
theme_switch = Theme
theme_system = As the system
theme_light = Light
theme_dark = Dark
company_switch = Switch company
person_menu = Your account
profile = Profile
log_out = Log out
menu_open = Open the menu
main_nav = Main menu
portal_nav = Client portal
palette = Commands
palette_hint = Search pages, clients, invoices…
search_or_go = Search or go to

# Where one can go
nav_home = Home
nav_clients = Clients
nav_projects = Projects
nav_invoices = Invoices
nav_payments = Payments
nav_members = Members and roles
nav_settings = Settings
nav_audit = Audit log
action_new_invoice = New invoice
action_new_client = New client
action_new_project = New project
action_invite = Invite a member
stale_detail = Somebody else saved while you were writing. You can see what is there now and lose what you typed, or save yours over it.
stale_look = Somebody else changed it meanwhile. Look at what is there now first.
stale_take = See what is there now
stale_keep = Save mine over it
stale_read_again = Read again

# Projects: list, page, form.
projects_search = Search projects
projects_of = Client: { $name }
projects_none = No projects yet
projects_none_detail = A project gathers the work for a client: where it stands, what is done, when it is due. The client follows it in their portal.
projects_none_portal = Your projects will appear here as soon as the first one begins.
projects_none_found = No project matches. Change the words or clear the filters.
project_title = Project
project_edit_title = Edit project
project_add = Add project
project_added = Project { $name } was added
project_what = The work
project_name = Name
project_client_placeholder = Search for a client
project_description = What is to be done
project_no_description = Nothing is written here yet.
project_standing = Where it stands
project_starts = Start
project_visible = Visible to the client
project_visible_hint = Their contacts follow it in the portal.
project_seen = The client follows this project in their portal.
project_unseen = Only your team sees this project.
project_internal = Internal
project_late = Late
project_progress_of = Progress: { $name }
project_due_today = Due today
project_due_in = { $count ->
    [one] Tomorrow
   *[other] In { $count } days
}
project_late_by = { $count ->
    [one] One day late
   *[other] { $count } days late
}
project_says_draft = This project is being prepared.
project_says_active = Work is under way.
project_says_on_hold = Work is paused for the moment.
project_says_completed = Everything is done.
project_says_cancelled = This project was cancelled.
project_archive_detail = It leaves the lists, the client’s too. Nothing is deleted; you can restore it at any time.
project_restore_detail = It comes back to the lists, and to the client’s portal if it was visible there.
project_no_invoices = No invoice names this project.

# The lists of both faces.
list_name = Name
list_number = Number
list_client = Client
list_status = Status
list_due = Due
list_total = Total
list_progress = Progress
list_email = E-mail
list_city = City
list_draft = Draft

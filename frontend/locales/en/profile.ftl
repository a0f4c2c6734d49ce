# One’s own profile, in both faces.
profile_subtitle = How others see you, and how Parvis speaks to you.
profile_you = You
profile_email_hint = The address you log in with. It cannot be changed here.
profile_language_hint = Of your screens and of the messages you receive.
profile_look = Appearance
profile_look_detail = Kept in this browser.
profile_places = Where you belong
profile_places_detail = Each opens on its first page.
profile_here = here
profile_session = This browser
profile_session_detail = Log out when others use this device too.
profile_password = Password
profile_password_detail = Changing it logs out your other browsers and programs.
profile_password_current = Current password
profile_password_save = Change the password
profile_password_done = Your password was changed

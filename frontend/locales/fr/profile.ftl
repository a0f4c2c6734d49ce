# Le profil de chacun, des deux côtés.
profile_subtitle = Comment les autres vous voient, et comment Parvis vous parle.
profile_you = Vous
profile_email_hint = L’adresse avec laquelle vous vous connectez. Elle ne se change pas ici.
profile_language_hint = Celle de vos écrans et des messages que vous recevez.
profile_look = Apparence
profile_look_detail = Gardée dans ce navigateur.
profile_places = Vos espaces
profile_places_detail = Chacun s’ouvre sur sa première page.
profile_here = ici
profile_session = Ce navigateur
profile_session_detail = Déconnectez-vous si d’autres utilisent aussi cet appareil.
profile_password = Mot de passe
profile_password_detail = Le changer déconnecte vos autres navigateurs et programmes.
profile_password_current = Mot de passe actuel
profile_password_save = Changer le mot de passe
profile_password_done = Votre mot de passe a été changé

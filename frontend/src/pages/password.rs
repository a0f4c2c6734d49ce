//! The field of a new password, with what it is worth.

use contract::identity::PASSWORD_LENGTH;
use leptos::prelude::*;

use crate::{form::Field, ui::PasswordField};

/// How hard a password is to guess, from 0 to 4. It counts length and variety and distrusts
/// repetition; the server has the last word and knows the passwords that everybody uses.
fn strength(password: &str) -> u8 {
    let count = password.chars().count();
    let mut distinct: Vec<char> = password.to_lowercase().chars().collect();
    distinct.sort_unstable();
    distinct.dedup();
    if u64::try_from(count).unwrap_or(0) < *PASSWORD_LENGTH.start() {
        return u8::from(count >= 6);
    }
    match (count, distinct.len()) {
        (_, ..6) => 1,
        (..16, ..9) => 2,
        (..16, _) | (_, ..10) => 3,
        _ => 4,
    }
}

/// A new password and its meter.
#[component]
pub fn NewPassword(
    /// What is typed.
    field: Field<String>,
) -> impl IntoView {
    let strength = Memo::new(move |_| field.value.with(|password| strength(password)));
    let words = move || match strength.get() {
        0 => String::new(),
        1 => crate::text!(password_weak),
        2 => crate::text!(password_fair),
        3 => crate::text!(password_good),
        _ => crate::text!(password_strong),
    };
    let tone = move || match strength.get() {
        0 | 1 => "tone-error",
        2 => "tone-warning",
        _ => "tone-success",
    };
    view! {
        <div class="flex flex-col gap-2">
            <PasswordField field label=crate::t!(password_new) autocomplete="new-password" hint=crate::t!(password_hint) />
            <div class=move || format!("flex items-center gap-1 {}", tone())>
                {(1..=4_u8).map(|step| view! {
                    <span class="h-1 grow rounded-full" aria-hidden="true"
                        style={move || if strength.get() >= step { "background:var(--tone)" } else { "background:var(--color-line)" }}></span>
                }).collect_view()}
                <span class="ms-2 min-w-20 text-end text-[0.8125rem] text-muted" role="status">{words}</span>
            </div>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::strength;

    #[test]
    fn length_and_variety_make_a_password_strong() {
        assert_eq!(strength(""), 0);
        assert_eq!(strength("azerty"), 1);
        assert_eq!(strength("aaaaaaaaaaaaaaaa"), 1);
        assert_eq!(strength("abcdefgh1234"), 3);
        assert_eq!(strength("le chat dort sur le toit"), 4);
    }
}

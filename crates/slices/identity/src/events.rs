//! What the slice says.

use contract::UserId;
use platform::event;

event! {
    /// A person has an account.
    UserRegistered = "user.registered" on "user" by id called name { id: UserId, name: String }
}
event! {
    /// A person has another password; every other browser and program was signed out.
    PasswordChanged = "password.changed" on "user" by user_id called name { user_id: UserId, name: String }
}
event! {
    /// A browser signed in.
    SessionOpened = "session.opened" on "user" by user_id called name { user_id: UserId, name: String }
}
event! {
    /// A browser signed out.
    SessionClosed = "session.closed" on "user" by user_id { user_id: UserId }
}
event! {
    /// A refresh token was used twice: the whole family was ended.
    TokenReused = "token.reused" on "user" by user_id { user_id: UserId }
}

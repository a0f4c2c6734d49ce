//! One's own account.

use contract::identity::{EditMe, MePatch, ReadMe};
use contract::words::Locale;

use crate::support::TestApp;

on_both_engines!(what_is_absent_is_kept, only_a_place_of_one_s_own_opens_next_time);

async fn what_is_absent_is_kept(app: TestApp) {
    let awa = app.person("awa@example.com").await;
    let patch = MePatch { name: Some("  Awa Diallo ".into()), ..MePatch::default() };
    let user = awa.call(EditMe { patch }).await.unwrap().user;
    assert_eq!((user.name.as_str(), user.locale), ("Awa Diallo", Locale::En));
    let patch = MePatch { locale: Some(Locale::Fr), ..MePatch::default() };
    let user = awa.call(EditMe { patch }).await.unwrap().user;
    assert_eq!((user.name.as_str(), user.locale), ("Awa Diallo", Locale::Fr));
    assert_eq!(awa.call(ReadMe {}).await.unwrap().user, user);
}

async fn only_a_place_of_one_s_own_opens_next_time(app: TestApp) {
    let (awa, claire) = (app.person("awa@example.com").await, app.person("claire@example.com").await);
    let (own, other) = (app.company(&awa, "Abidjan").await.id, app.company(&claire, "Lyon").await.id);
    let choose = |company| MePatch { current_company: Some(company), ..MePatch::default() };
    assert_eq!(awa.call(EditMe { patch: choose(own) }).await.unwrap().current_company, Some(own));
    let refused = awa.call(EditMe { patch: choose(other) }).await.unwrap_err();
    assert_eq!((refused.errors[0].pointer.as_str(), refused.errors[0].code.as_str()), ("/current_company", "unknown"));
    assert_eq!(awa.call(ReadMe {}).await.unwrap().current_company, Some(own));
}

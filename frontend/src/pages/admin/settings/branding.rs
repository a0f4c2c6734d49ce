//! How the company looks to its clients: accent colour and logo, with a picture of the result.

use contract::access::{Company, CompanyCard, CompanyPatch, ReadCompany, RemoveLogo, ReplaceLogo};
use contract::permissions::Permission;
use contract::{Check, Checker};
use leptos::prelude::*;

use super::parts::{Editable, part_form, set, text};
use crate::api::{call, send_file};
use crate::brand::Brand;
use crate::form::{Field, FieldState, Form};
use crate::pages::parts::Doing;
use crate::session::{self, Can};
use crate::ui::*;

/// The most bytes of a logo; the server has the last word.
const LARGEST: f64 = 500.0 * 1024.0;

/// The colour as it is typed.
#[derive(Clone, PartialEq)]
struct Draft {
    accent: String,
}

impl Draft {
    fn of(company: &Company) -> Self {
        Self { accent: text(company.accent.as_ref()) }
    }

    fn patch(&self) -> CompanyPatch {
        CompanyPatch { accent: set(&self.accent), ..CompanyPatch::default() }
    }
}

impl Check for Draft {
    fn check(&self, c: &mut Checker) {
        self.patch().check(c);
    }
}

/// Colour, logo, and what clients see.
#[component]
pub fn Branding(
    /// The company as it was read last.
    company: RwSignal<Company>,
) -> impl IntoView {
    let form = part_form(company, Draft::of, Draft::patch);
    view! {
        <div class="grid grid-cols-1 items-start gap-6 lg:grid-cols-2">
            <div class="flex flex-col gap-6">
                <Card title=crate::t!(settings_brand) detail=crate::t!(settings_brand_detail)>
                    <Editable form company read=Draft::of><Accent form /></Editable>
                </Card>
                <Can permission=Permission::CompanyEdit><Logo company /></Can>
            </div>
            <Card title=crate::t!(settings_preview)><Preview form company /></Card>
        </div>
    }
}

#[component]
fn Accent(form: Form<Draft>) -> impl IntoView {
    // The browser's own picker knows no empty colour.
    let shown = form.read(|d| if is_colour(&d.accent) { d.accent.clone() } else { "#4036b5".to_owned() });
    let accent: Field<String> = field!(form, accent);
    view! {
        <TextField field=accent label=crate::t!(part_accent) figures=true optional=true placeholder="#4036b5" hint=crate::t!(settings_accent_hint)>
            <input type="color" class="h-7 w-9 flex-none cursor-pointer rounded border-0 bg-transparent p-0" aria-label=crate::t!(settings_accent_pick)
                prop:value=shown on:input=move |ev| accent.input(event_target_value(&ev)) />
        </TextField>
        <Can permission=Permission::CompanyEdit>
            {move || form.draft.with(|d| !d.accent.is_empty()).then(|| view! {
                <div><Button label=crate::t!(settings_accent_default) icon=glyph::UNDO_2 tone=Tone::Quiet small=true on_click=move |_| accent.input(String::new()) /></div>
            })}
        </Can>
    }
}

fn is_colour(text: &str) -> bool {
    text.strip_prefix('#').is_some_and(|hex| hex.len() == 6 && hex.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

/// The logo is sent as soon as it is chosen, and shown once the server has it.
#[component]
fn Logo(company: RwSignal<Company>) -> impl IntoView {
    let sending = Doing::default();
    let wrong = RwSignal::new(None::<String>);
    let removals = RwSignal::new(0_u32);
    let send = move |file: web_sys::File| {
        sending.forget();
        wrong.set(refusal(&file));
        if wrong.with_untracked(Option::is_some) {
            return;
        }
        let call = ReplaceLogo { company: company.with_untracked(|company| company.id) };
        sending.wait(send_file(&call, file), move |now: Company| {
            company.set(now);
            session::renew();
            toast(crate::text!(settings_logo_saved));
        });
    };
    view! {
        <Card>
            <ProblemNote problem=sending.problem() />
            <LogoInPlace company removals />
            // Anew after each removal: it names the file that was sent.
            {move || {
                removals.track();
                view! {
                    <FileField label=crate::t!(settings_logo) accept="image/png,image/jpeg" hint=crate::t!(settings_logo_hint) on_file=send
                        error=FieldState::from(Signal::derive(move || wrong.get())) />
                }
            }}
            <p class="mt-2 text-sm text-muted" role="status">{move || sending.busy().get().then(|| crate::text!(settings_logo_sending))}</p>
        </Card>
    }
}

/// The picture that is there, and the way to be without one.
#[component]
fn LogoInPlace(company: RwSignal<Company>, removals: RwSignal<u32>) -> impl IntoView {
    let (open, removing) = (RwSignal::new(false), Doing::default());
    let ask = move |_| {
        removing.forget();
        open.set(true);
    };
    let remove = move |()| {
        let id = company.with_untracked(|company| company.id);
        let gone = async move {
            call(RemoveLogo { company: id }).await?;
            call(ReadCompany { company: id }).await
        };
        removing.wait(gone, move |now| {
            open.set(false);
            company.set(now);
            removals.update(|removals| *removals += 1);
            session::renew();
            toast(crate::text!(settings_logo_removed));
        });
    };
    let logo = Memo::new(move |_| company.with(|company| company.logo.clone()));
    view! {
        {move || logo.get().map(|logo| view! {
            <div class="mb-5 flex flex-wrap items-center justify-between gap-4">
                <img src=logo alt="" class="h-12 max-w-48 object-contain" />
                <Button label=crate::t!(settings_logo_remove) icon=glyph::TRASH_2 small=true on_click=ask />
            </div>
        })}
        <Confirm open title=crate::t!(settings_logo_remove_title) detail=crate::t!(settings_logo_remove_detail)
            action=crate::t!(settings_logo_remove) on_confirm=remove busy=removing.busy() problem=removing.problem() />
    }
}

/// What can be said before the file is sent.
fn refusal(file: &web_sys::File) -> Option<String> {
    if !matches!(file.type_().as_str(), "image/png" | "image/jpeg") {
        Some(crate::text!(settings_logo_kind))
    } else if file.size() > LARGEST {
        Some(crate::text!(settings_logo_size))
    } else {
        None
    }
}

/// The top of the portal in the colour that is being chosen.
#[component]
fn Preview(form: Form<Draft>, company: RwSignal<Company>) -> impl IntoView {
    let accent = move || form.draft.with(|d| Some(d.accent.clone()).filter(|accent| is_colour(accent)));
    let card = move || {
        company.with(|company| CompanyCard {
            id: company.id,
            name: company.name.clone(),
            slug: company.slug.clone(),
            accent: accent(),
            logo: company.logo.clone(),
            currency: company.currency,
        })
    };
    view! {
        <div class="branded overflow-hidden rounded-box border border-line" style=move || Brand::of(accent().as_deref()).variables()>
            <div class="brand-line" aria-hidden="true"></div>
            <div class="flex items-center gap-3 border-b border-line px-4 py-4">
                {move || view! { <CompanyMark company=card() large=true /> }}
                <span class="min-w-0 truncate font-semibold">{move || card().name}</span>
            </div>
            <div class="flex flex-col items-start gap-3 bg-base-200 px-4 py-6" aria-hidden="true">
                <span class="h-3 w-2/3 rounded bg-pressed"></span>
                <span class="h-3 w-1/2 rounded bg-pressed"></span>
                <span class="btn btn-primary pointer-events-none mt-2">{crate::t!(settings_preview_action)}</span>
            </div>
        </div>
    }
}

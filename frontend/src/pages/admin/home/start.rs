//! The first steps of a new company, in the order in which they help.

use contract::identity::Face;
use contract::pages::{self, CompanyPage};
use contract::permissions::Permission;
use leptos::prelude::*;
use leptos_router::components::A;

use crate::session::{Links, can, use_place};
use crate::ui::*;

/// One step: what to do, why, where, whether it is done.
#[derive(Clone, Copy)]
struct Step {
    title: Signal<String>,
    detail: Signal<String>,
    page: CompanyPage,
    query: &'static str,
    icon: Glyph,
    needs: Permission,
    done: bool,
}

/// What to do first; only what the person may.
#[component]
pub fn FirstSteps(
    /// The company's identity is complete.
    identified: bool,
    /// There are clients.
    has_clients: bool,
    /// Addresses of the face.
    links: Links,
) -> impl IntoView {
    let place = use_place(Face::Admin);
    let name = move || place.get().map(|place| place.company.name).unwrap_or_default();
    let steps = [
        Step {
            title: crate::t!(home_step_identity),
            detail: crate::t!(home_step_identity_detail),
            page: pages::Settings::Identity.into(),
            query: "",
            icon: glyph::BUILDING_2,
            needs: Permission::CompanyEdit,
            done: identified,
        },
        Step {
            title: crate::t!(home_step_client),
            detail: crate::t!(home_step_client_detail),
            page: pages::Clients::New.into(),
            query: "",
            icon: glyph::USERS,
            needs: Permission::ClientCreate,
            done: has_clients,
        },
        Step {
            title: crate::t!(home_step_invoice),
            detail: crate::t!(home_step_invoice_detail),
            page: pages::Invoices::New.into(),
            query: "",
            icon: glyph::FILE_TEXT,
            needs: Permission::InvoiceCreate,
            done: false,
        },
        Step {
            title: crate::t!(home_step_invite),
            detail: crate::t!(home_step_invite_detail),
            page: CompanyPage::Members,
            query: "?invite=yes",
            icon: glyph::USER_PLUS,
            needs: Permission::MemberInvite,
            done: false,
        },
    ];
    view! {
        <section class="surface px-4 py-6 sm:px-8 sm:py-8">
            <h2 class="text-lg">{move || crate::text!(home_start, company = name())}</h2>
            <p class="text-muted">{crate::t!(home_start_detail)}</p>
            <ol class="mt-6 grid grid-cols-1 gap-3 md:grid-cols-2">{steps.map(|step| view! { <StepCard step links /> })}</ol>
        </section>
    }
}

#[component]
fn StepCard(step: Step, links: Links) -> impl IntoView {
    let may = can(step.needs);
    let mark = if step.done { glyph::CIRCLE_CHECK } else { step.icon };
    move || {
        may.get().then(|| {
            view! {
                <li class="flex">
                    <A href=move || links.to(step.page) + step.query attr:class="flex grow items-start gap-4 rounded-box border border-line p-4 hover:bg-hover">
                        <span class="toned tone-primary flex size-9 flex-none items-center justify-center rounded-full"><Icon of=mark /></span>
                        <span class="min-w-0">
                            <span class="block font-medium">{step.title}</span>
                            <span class="block text-sm text-muted">{step.detail}</span>
                            {step.done.then(|| view! { <span class="mt-1 block text-sm text-success">{crate::t!(home_step_done)}</span> })}
                        </span>
                    </A>
                </li>
            }
        })
    }
}

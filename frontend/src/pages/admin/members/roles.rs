//! What each role may do: the roles as the server has them, against the contract's list of permissions.

use contract::access::Role;
use contract::permissions::Permission;
use leptos::prelude::*;

use crate::codes;
use crate::ui::*;
use crate::words::Message;

/// A table of permissions by role.
#[component]
pub fn Matrix(
    /// The roles of the company.
    roles: Vec<Role>,
) -> impl IntoView {
    let heads = roles.iter().map(|role| role.code.clone()).collect::<Vec<_>>();
    let heads = heads
        .into_iter()
        .map(|code| view! { <th scope="col" class="px-2 pb-2 text-center align-bottom font-medium">{move || codes::role(&code)}</th> })
        .collect_view();
    let lists = roles.clone().into_iter().map(|role| view! { <OneRole role /> }).collect_view();
    let rows = Permission::ALL.iter().map(|permission| view! { <Line permission=*permission roles=roles.clone() /> }).collect_view();
    view! {
        <Card title=crate::t!(roles) detail=crate::t!(roles_detail) flush=true>
            <div class="px-4 pb-4 max-md:hidden sm:px-6">
                <table class="w-full text-sm">
                    <caption class="sr-only">{crate::t!(roles)}</caption>
                    <thead class="text-[0.8125rem] text-muted">
                        <tr><th scope="col" class="pb-2 text-start font-medium"><span class="sr-only">{crate::t!(roles_permission)}</span></th>{heads}</tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            <div class="border-t border-line md:hidden">{lists}</div>
        </Card>
    }
}

/// What one role permits, where a table would not fit.
#[component]
fn OneRole(role: Role) -> impl IntoView {
    let Role { code, permissions, .. } = role;
    let granted = permissions
        .into_iter()
        .map(|permission| view! { <li class="flex items-start gap-2 py-1"><Icon of=glyph::CHECK class="mt-0.5 size-4 text-success" />{words_of(permission).signal()}</li> })
        .collect_view();
    view! {
        <details class="group border-b border-line last:border-0">
            <summary class="flex min-h-12 list-none items-center justify-between gap-4 px-4 font-medium">
                {move || codes::role(&code)}
                <Icon of=glyph::CHEVRON_DOWN class="size-4 text-muted group-open:rotate-180" />
            </summary>
            <ul class="px-4 pb-3 text-sm">{granted}</ul>
        </details>
    }
}

/// A permission, and which roles have it. The first of each noun is set apart.
#[component]
fn Line(permission: Permission, roles: Vec<Role>) -> impl IntoView {
    let first = permission.code().ends_with(":view");
    let cells = roles.into_iter().map(|role| view! { <Mark yes=role.permissions.contains(&permission) /> }).collect_view();
    view! {
        <tr class=if first { "border-t border-edge/40" } else { "border-t border-line" }>
            <th scope="row" class="py-1.5 pe-4 text-start font-normal">{words_of(permission).signal()}</th>
            {cells}
        </tr>
    }
}

#[component]
fn Mark(yes: bool) -> impl IntoView {
    let (icon, class, words) = if yes {
        (glyph::CHECK, "mx-auto text-success", crate::t!(roles_may))
    } else {
        (glyph::MINUS, "mx-auto text-muted opacity-50", crate::t!(roles_may_not))
    };
    view! { <td class="px-2 py-1.5 text-center"><Icon of=icon class /><span class="sr-only">{words}</span></td> }
}

fn words_of(permission: Permission) -> &'static Message {
    use Permission as P;

    use crate::words::keys::*;
    match permission {
        P::CompanyView => &may_company_view,
        P::CompanyEdit => &may_company_edit,
        P::MemberView => &may_member_view,
        P::MemberInvite => &may_member_invite,
        P::MemberEdit => &may_member_edit,
        P::MemberDelete => &may_member_delete,
        P::RoleView => &may_role_view,
        P::AuditView => &may_audit_view,
        P::ClientView => &may_client_view,
        P::ClientCreate => &may_client_create,
        P::ClientEdit => &may_client_edit,
        P::ClientDelete => &may_client_delete,
        P::ClientMemberView => &may_client_member_view,
        P::ClientInvite => &may_client_invite,
        P::ClientImport => &may_client_import,
        P::ProjectView => &may_project_view,
        P::ProjectCreate => &may_project_create,
        P::ProjectEdit => &may_project_edit,
        P::ProjectDelete => &may_project_delete,
        P::InvoiceView => &may_invoice_view,
        P::InvoiceCreate => &may_invoice_create,
        P::InvoiceEdit => &may_invoice_edit,
        P::InvoiceDelete => &may_invoice_delete,
        P::InvoiceIssue => &may_invoice_issue,
        P::InvoiceSend => &may_invoice_send,
        P::InvoiceCredit => &may_invoice_credit,
        P::PaymentView => &may_payment_view,
        P::PaymentRecord => &may_payment_record,
        P::PaymentPay => &may_payment_pay,
        P::PaymentRefund => &may_payment_refund,
        P::DashboardView => &may_dashboard_view,
        P::SearchView => &may_search_view,
        P::PortalView => &may_portal_view,
    }
}

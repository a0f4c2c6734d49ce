// From an empty machine to a paid invoice, as three people: the owner who sets the place up, the
// manager who does the work, the client who pays. Each has a browser of their own; who is at a desk
// speaks English, who has a phone speaks French.
import type { Page } from "@playwright/test";
import { expect, test } from "./support/fixtures";
import { invitationFor, mailTo } from "./support/mail";
import { Server } from "./support/server";
import { wordsOf } from "./support/words";

const PASSWORD = "un-quai-calme-au-matin";
const OWNER = "odile@verriere.example";
const MANAGER = "marc@verriere.example";
const CLIENT = "lea@moulin.example";

/** Ids and sums of the journey, as its steps find them. */
interface Found {
  root: string;
  invoice: string;
}

test("three people go from an empty machine to a paid invoice", async ({ browser, audit, language, viewport, isMobile, hasTouch, locale }) => {
  test.setTimeout(360_000);
  const say = wordsOf(language);
  const server = await Server.start("--empty");
  const person = async (): Promise<Page> => {
    const context = await browser.newContext({ baseURL: server.url, viewport, isMobile, hasTouch, locale });
    return context.newPage();
  };
  const found: Found = { root: "", invoice: "" };
  const [owner, manager, client] = [await person(), await person(), await person()];
  /** A page of the place, once it shows what it is about. */
  const open = async (page: Page, path: string, heading: string | RegExp) => {
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1, name: heading })).toBeVisible();
  };

  await test.step("the owner opens the place with the code of the terminal", async () => {
    const code = /with the code (\S+)/.exec(server.output)?.[1] ?? "";
    await open(owner, "/setup", say("setup_title"));
    await audit(owner);
    await owner.getByLabel(say("setup_code")).fill(code);
    await owner.getByLabel(say("company_name")).fill("La Verrière");
    await owner.getByLabel(say("your_name")).fill("Odile Perrin");
    await owner.getByLabel(say("email")).fill(OWNER);
    await owner.getByLabel(say("password"), { exact: true }).or(owner.getByLabel(say("password_new"))).first().fill(PASSWORD);
    await owner.getByRole("button", { name: say("setup_submit") }).click();
    await expect(owner).toHaveURL(/\/admin\//);
    await expect(owner.getByText(say("home_start", { company: "La Verrière" }))).toBeVisible();
    found.root = new URL(owner.url()).pathname.replace(/\/$/, "");
    await audit(owner);
  });

  await test.step("the owner says who the company is, and its tax", async () => {
    await open(owner, `${found.root}/settings`, say("nav_settings"));
    await owner.getByLabel(say("part_legal_name")).fill("La Verrière SARL");
    await owner.getByLabel(say("part_registration_number")).fill("732829320");
    await owner.getByLabel(say("part_tax_number")).fill("FR44732829320");
    await owner.getByLabel(say("settings_line1")).fill("4 impasse des Potiers");
    await owner.getByLabel(say("settings_postal_code")).fill("44000");
    await owner.getByLabel(say("settings_city")).fill("Nantes");
    await owner.getByRole("button", { name: say("save"), exact: true }).click();
    await expect(owner.getByText(say("saved")).first()).toBeVisible();
    await owner.getByRole("link", { name: say("settings_taxes") }).click();
    await owner.getByRole("button", { name: say("add"), exact: true }).click();
    const rate = owner.getByRole("dialog");
    await rate.getByLabel(say("settings_tax_name"), { exact: true }).fill("TVA 20 %");
    await rate.getByLabel(say("settings_tax_rate"), { exact: true }).fill("20");
    await rate.getByLabel(say("settings_tax_default")).check();
    await audit(owner);
    await rate.getByRole("button", { name: say("add"), exact: true }).click();
    await expect(owner.getByText("TVA 20 %").first()).toBeVisible();
  });

  await test.step("the owner invites a manager, who accepts by the link of the mail", async () => {
    await open(owner, `${found.root}/members`, say("nav_members"));
    await owner.getByRole("button", { name: say("action_invite") }).click();
    await owner.getByRole("dialog").getByLabel(say("invite_email")).fill(MANAGER);
    await audit(owner);
    await owner.getByRole("button", { name: say("invite_send") }).click();
    await expect(owner.getByText(MANAGER).first()).toBeVisible();
    await open(manager, await invitationFor(server, MANAGER), say("invitation_title", { company: "La Verrière" }));
    await audit(manager);
    await manager.getByLabel(say("your_name")).fill("Marc Olivier");
    await manager.getByLabel(say("password"), { exact: true }).or(manager.getByLabel(say("password_new"))).first().fill(PASSWORD);
    await manager.getByRole("button", { name: say("invitation_accept") }).click();
    await expect(manager).toHaveURL(/\/admin\//);
  });

  await test.step("the manager adds a client, and invites its contact", async () => {
    await open(manager, `${found.root}/clients/new`, say("action_new_client"));
    await manager.getByLabel(say("client_name"), { exact: true }).fill("Le Moulin");
    await manager.getByLabel(say("client_email")).fill(CLIENT);
    await manager.getByLabel(say("client_line1")).fill("1 chemin de l’Écluse");
    await manager.getByLabel(say("client_city")).fill("Clisson");
    await manager.getByRole("button", { name: say("client_add") }).click();
    await expect(manager.getByRole("heading", { level: 1, name: "Le Moulin" })).toBeVisible();
    await manager.getByRole("button", { name: say("contacts_invite"), exact: true }).click();
    await manager.getByRole("dialog").getByLabel(say("client_email")).fill(CLIENT);
    await manager.getByRole("button", { name: say("contacts_send") }).click();
    await expect(manager.getByRole("listitem").filter({ hasText: CLIENT })).toBeVisible();
    await audit(manager);
  });

  await test.step("the manager begins a project that the client may follow", async () => {
    await manager.getByRole("link", { name: say("action_new_project") }).first().click();
    await manager.getByLabel(say("project_name"), { exact: true }).fill("Verrière de la salle");
    await manager.getByLabel(say("list_status")).selectOption("active");
    await manager.getByRole("button", { name: say("project_add") }).click();
    await expect(manager.getByRole("heading", { level: 1, name: "Verrière de la salle" })).toBeVisible();
    await audit(manager);
  });

  await test.step("the manager writes an invoice, issues it and sends it", async () => {
    await open(manager, `${found.root}/invoices/new`, say("action_new_invoice"));
    await manager.getByRole("combobox", { name: say("list_client") }).fill("Moulin");
    await manager.getByRole("option", { name: /Le Moulin/ }).click();
    const line = manager.getByRole("listitem", { name: say("inv_line", { number: "1" }) });
    await line.getByLabel(say("inv_description")).fill("Pose de la verrière");
    await line.getByLabel(say("inv_quantity")).fill(language === "fr" ? "1,5" : "1.5");
    await line.getByLabel(say("inv_unit_price")).fill("800");
    await audit(manager);
    await manager.getByRole("button", { name: say("inv_save_issue") }).click();
    await manager.getByRole("dialog").getByRole("button", { name: say("inv_issue"), exact: true }).click();
    await expect(manager.getByRole("heading", { level: 1, name: /F-\d{4}-0001$/ })).toBeVisible();
    found.invoice = new URL(manager.url()).pathname.split("/").pop() ?? "";
    await manager.getByRole("button", { name: say("inv_send") }).click();
    await manager.getByRole("dialog").getByRole("button", { name: say("inv_send") }).click();
    await expect(manager.getByRole("dialog")).toHaveCount(0);
    await audit(manager);
  });

  await test.step("the client accepts, and finds the project and the invoice", async () => {
    await open(client, await invitationFor(server, CLIENT), say("invitation_title", { company: "La Verrière" }));
    await client.getByLabel(say("your_name")).fill("Léa Moulin");
    await client.getByLabel(say("password"), { exact: true }).or(client.getByLabel(say("password_new"))).first().fill(PASSWORD);
    await client.getByRole("button", { name: say("invitation_accept") }).click();
    await expect(client).toHaveURL(/\/portal\//);
    await expect(client.getByText("Verrière de la salle")).toBeVisible();
    await expect(client.getByText(/F-\d{4}-0001/).first()).toBeVisible();
    await audit(client);
  });

  await test.step("the client reads the PDF and pays", async () => {
    const portal = new URL(client.url()).pathname.replace(/\/$/, "");
    await client.goto(`${portal}/invoices/${found.invoice}`);
    const pdf = await client.request.get((await client.getByRole("link", { name: say("inv_pdf") }).first().getAttribute("href")) ?? "");
    expect(pdf.headers()["content-type"]).toBe("application/pdf");
    await audit(client);
    await client.getByRole("button", { name: /1[\s,.]?440/ }).click();
    await client.getByRole("button", { name: language === "fr" ? "Payer par carte" : "Pay by card" }).click();
    await expect(client.getByText(say("pay_done"))).toBeVisible({ timeout: 20_000 });
    await expect(client.getByText(say("inv_all_paid"))).toBeVisible();
    await audit(client);
    await mailTo(server, CLIENT, /F-\d{4}-0001/);
  });

  await test.step("the company sees the money, and who did what", async () => {
    await owner.goto(`${found.root}/invoices/${found.invoice}`);
    await expect(owner.getByText(say("state_paid"), { exact: true }).first()).toBeVisible();
    await open(owner, found.root, say("nav_home"));
    await expect(owner.getByText(/1[\s,.]?440,?\.?00/).first()).toBeVisible();
    await audit(owner);
    await open(owner, `${found.root}/audit`, say("nav_audit"));
    await expect(owner.getByRole("listitem").filter({ hasText: "Marc Olivier" }).first()).toBeVisible();
    await expect(owner.getByRole("listitem").filter({ hasText: "Léa Moulin" }).first()).toBeVisible();
    await audit(owner);
  });

  await test.step("nobody of another company sees any of it", async () => {
    const answer = await client.request.get(`/api/v1${found.root.replace("/admin/", "/companies/")}/clients`);
    expect(answer.status()).toBe(403);
  });

  for (const page of [owner, manager, client]) await page.context().close();
  await server.stop();
});

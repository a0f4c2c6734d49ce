// The company itself: its figures, settings, people and log as the owner sees them at a desk; its first page as a client's contact sees it on a phone.
import { expect, test } from "./support/fixtures";
import { placeOf, speak } from "./support/people";

test.describe("the owner, at a desk", { tag: "@desk" }, () => {
  test.beforeEach(async ({ page, signInAs }) => {
    await signInAs("claire@atelier.example");
    await speak(page, "en");
  });

  test("sees the figures and goes to another company", async ({ page, audit }) => {
    await page.goto(await placeOf(page));
    await expect(page.getByText("Outstanding")).toBeVisible();
    await expect(page.getByRole("table", { name: "Revenue by month" }).getByRole("row")).toHaveCount(13);
    await expect(page.getByRole("heading", { name: "Recent activity" })).toBeVisible();
    await audit(page);
    const before = page.url();
    await page.getByRole("button", { name: "Switch company" }).click();
    await page.getByRole("menuitem", { name: "Baobab Studio" }).click();
    await expect(page.getByRole("button", { name: "Switch company" })).toContainText("Baobab Studio");
    expect(page.url()).not.toBe(before);
  });

  test("changes a setting, and is told beside the field what is wrong", async ({ page, audit }) => {
    await page.goto(`${await placeOf(page)}/settings/invoicing`);
    const terms = page.getByLabel("Days until due");
    const iban = page.getByLabel("IBAN");
    // What the rules of the contract refuse is said before anything is sent.
    await terms.fill("soon");
    await page.getByRole("button", { name: "Save" }).click();
    await expect(terms).toHaveAttribute("aria-invalid", "true");
    await expect(terms).toBeFocused();
    await expect(page.getByRole("alert")).toHaveText("Write a number, such as 1250.50.");
    // What only the server knows, such as check digits, it says beside the field too.
    await terms.fill("45");
    await iban.fill("FR14 2004 1010 0505 0001 3M02 607");
    await page.getByRole("button", { name: "Save" }).click();
    await expect(iban).toHaveAttribute("aria-invalid", "true");
    await expect(iban).toHaveValue("FR14 2004 1010 0505 0001 3M02 607");
    await audit(page);
    await iban.fill("FR14 2004 1010 0505 0001 3M02 606");
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByText("Saved")).toBeVisible();
    await page.reload();
    await expect(terms).toHaveValue("45");
  });

  test("learns that somebody else was faster, and keeps what was typed", async ({ page }) => {
    const place = await placeOf(page);
    await page.goto(`${place}/settings`);
    const phone = page.getByLabel("Phone");
    await phone.fill("+33 4 72 00 00 00");
    const path = `/api/v1/companies/${place.split("/")[2]}`;
    const company = await (await page.request.get(path)).json();
    const headers = { "X-Parvis-CSRF": "1", "If-Match": `"${company.version}"` };
    const other = await page.request.patch(path, { data: { email: "bonjour@atelier.example" }, headers });
    expect(other.status()).toBe(200);
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByRole("button", { name: "Save mine over it" }).click();
    await expect(page.getByText("Saved")).toBeVisible();
    await expect(phone).toHaveValue("+33 4 72 00 00 00");
    await page.reload();
    await expect(phone).toHaveValue("+33 4 72 00 00 00");
  });

  test("invites a member and finds it in the log", async ({ page, audit }) => {
    const place = await placeOf(page);
    await page.goto(`${place}/members`);
    await expect(page.getByText("hugo@atelier.example")).toBeVisible();
    await audit(page);
    await page.getByRole("button", { name: "Invite a member" }).click();
    const dialog = page.getByRole("dialog", { name: "Invite a member" });
    await dialog.getByLabel("E-mail").fill("nadia@example.com");
    await dialog.getByLabel("Role").selectOption("viewer");
    await dialog.getByRole("button", { name: "Send the invitation" }).click();
    await expect(dialog).toBeHidden();
    const waiting = page.getByRole("listitem").filter({ hasText: "nadia@example.com" });
    await expect(waiting).toContainText("Viewer");
    await expect(waiting).toContainText("Pending");
    await page.getByRole("link", { name: "Audit log" }).click();
    const told = page.getByRole("listitem").filter({ hasText: "Claire Fontaine invited nadia@example.com" });
    await expect(told).toBeVisible();
    await told.getByRole("button", { name: "Details" }).click();
    await expect(told).toContainText("Viewer");
    await audit(page);
  });

  test("jumps to a client with the palette", async ({ page, audit }) => {
    await page.goto(await placeOf(page));
    await expect(page.getByText("Outstanding")).toBeVisible();
    await page.keyboard.press("Control+k");
    await page.keyboard.type("quai");
    await expect(page.getByRole("option", { name: "Librairie du Quai" }).first()).toBeVisible();
    await audit(page);
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Librairie du Quai");
  });
});

test.describe("a contact, with a phone", { tag: "@phone" }, () => {
  test.beforeEach(async ({ page, signInAs }) => {
    await signInAs("moussa@diallo.example");
    await speak(page, "fr");
  });

  test("sees what is to be paid, and the way there", async ({ page, audit }) => {
    const place = await placeOf(page);
    await page.goto(place);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Bonjour Moussa");
    await expect(page.getByText("Projets en cours")).toBeVisible();
    await audit(page);
    const pay = page.getByRole("link", { name: "Voir et payer la facture" });
    await expect(pay).toHaveAttribute("href", new RegExp(`^${place}/invoices/`));
  });

  test("changes name and appearance in the profile", async ({ page, audit }) => {
    await page.goto(`${await placeOf(page)}/profile`);
    const name = page.getByLabel("Votre nom");
    await expect(name).toHaveValue("Moussa Diallo");
    await name.fill("Moussa B. Diallo");
    await page.getByRole("button", { name: "Enregistrer" }).click();
    await expect(page.getByText("Enregistré", { exact: true })).toBeVisible();
    await page.getByText("Sombre").click();
    await expect(page.locator("html")).toHaveAttribute("data-theme", "parvis-night");
    await audit(page);
  });
});

// The life of an invoice, from its first line to the money that goes back. The staff sit at a desk
// and read English; the client has a phone and reads French. One journey, whatever the project.
import { devices, type Browser, type Page } from "@playwright/test";
import { expect, test } from "./support/fixtures";

/** A browser of one's own, signed in, with the address of one's place. */
async function enter(browser: Browser, url: string, email: string, language: "en" | "fr", phone: boolean) {
  const screen = phone
    ? { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true, userAgent: devices["iPhone 13"].userAgent }
    : { viewport: { width: 1440, height: 900 } };
  const context = await browser.newContext({ ...screen, baseURL: url, locale: language === "fr" ? "fr-FR" : "en-GB" });
  const page = await context.newPage();
  await page.goto("/login");
  const place = await page.evaluate(
    async ([address, locale]) => {
      const headers = { "Content-Type": "application/json", "X-Parvis-CSRF": "1" };
      await fetch("/api/v1/demo/session", { method: "POST", headers, body: JSON.stringify({ email: address }) });
      const me = await (await fetch("/api/v1/me", { method: "PATCH", headers, body: JSON.stringify({ locale }) })).json();
      return `/${me.places[0].face}/${me.places[0].company.id}`;
    },
    [email, language] as const,
  );
  return { page, place, close: () => context.close() };
}

/** Writes an invoice of two lines: 2 × 500.00 at 20 % and 1 × 100.00 with 10 % off, 1,308.00 in all. */
async function write(page: Page, place: string) {
  await page.goto(`${place}/invoices/new`);
  await page.getByRole("combobox", { name: "Client" }).fill("Quai");
  await page.getByRole("option", { name: /Librairie du Quai/ }).click();
  const line = (number: number) => page.getByRole("listitem", { name: `Line ${number}` });
  await line(1).getByLabel("Description").fill("Design of the window");
  await line(1).getByLabel("Quantity").fill("2");
  await line(1).getByLabel("Unit price").fill("500");
  // Enter at the last line begins another and goes there.
  await line(1).getByLabel("Unit price").press("Enter");
  await expect(line(2).getByLabel("Description")).toBeFocused();
  await page.keyboard.type("Printing");
  await line(2).getByLabel("Unit price").fill("100.00");
  await line(2).getByLabel("Discount").fill("10");
  await expect(page.getByText("€1,308.00").first()).toBeVisible();
}

test("an invoice is written, issued, sent, paid in two parts and partly given back", { tag: "@desk" }, async ({ browser, server, audit }) => {
  test.setTimeout(180_000);
  const owner = await enter(browser, server.url, "claire@atelier.example", "en", false);
  const desk = owner.page;
  await write(desk, owner.place);
  await audit(desk);
  await desk.getByRole("button", { name: "Save and issue" }).click();
  const issuing = desk.getByRole("dialog", { name: "Issue this invoice?" });
  await audit(desk);
  await issuing.getByRole("button", { name: "Issue", exact: true }).click();
  await expect(desk.getByRole("heading", { level: 1, name: /^Invoice F-\d{4}-\d{4}$/ })).toBeVisible();

  await desk.getByRole("button", { name: "Send by e-mail" }).click();
  const sending = desk.getByRole("dialog", { name: "Send by e-mail" });
  await expect(sending.getByLabel("To")).toHaveValue("jeanne@quai.example");
  await sending.getByLabel("Message").fill("With our thanks.");
  await sending.getByRole("button", { name: "Send by e-mail" }).click();
  await expect(desk.getByText(/Last sent by e-mail/)).toBeVisible();

  await desk.getByRole("button", { name: "Record a payment" }).click();
  const recording = desk.getByRole("dialog", { name: "Record a payment" });
  await expect(recording.getByLabel("Amount")).toHaveValue("1308.00");
  await recording.getByLabel("Amount").fill("308");
  await recording.getByLabel("Reference").fill("VIR 4711");
  await recording.getByRole("button", { name: "Record", exact: true }).click();
  await expect(desk.getByText("Partially paid").first()).toBeVisible();
  await audit(desk);

  const invoice = new URL(desk.url()).pathname.split("/").pop();
  const contact = await enter(browser, server.url, "jeanne@quai.example", "fr", true);
  const phone = contact.page;
  await phone.goto(`${contact.place}/invoices/${invoice}`);
  await expect(phone.getByText("À payer").first()).toBeVisible();
  await expect(phone.getByText(/^1\s000,00\s€$/).first()).toBeVisible();
  await audit(phone);
  const pdf = await phone.request.get((await phone.getByRole("link", { name: "PDF" }).getAttribute("href")) ?? "");
  expect(pdf.headers()["content-type"]).toBe("application/pdf");
  expect((await pdf.body()).subarray(0, 5).toString()).toBe("%PDF-");

  await phone.getByRole("button", { name: /^Payer 1\s000,00\s€$/ }).click();
  await phone.getByRole("button", { name: "Payer par carte" }).click();
  await expect(phone.getByText("Paiement reçu, merci")).toBeVisible({ timeout: 20_000 });
  await expect(phone.getByText("Réglée, merci")).toBeVisible();
  await expect(phone.getByRole("link", { name: "Reçu" })).toHaveCount(2);
  await audit(phone);
  await contact.close();

  await desk.reload();
  await expect(desk.getByText("Paid", { exact: true }).first()).toBeVisible();
  const card = desk.getByRole("listitem").filter({ has: desk.getByText("Card", { exact: true }) });
  await card.getByRole("button", { name: "Refund" }).click();
  const refunding = desk.getByRole("dialog", { name: "Refund" });
  await refunding.getByLabel("Amount").fill("250");
  await refunding.getByLabel("Reason").fill("One day was not worked");
  await refunding.getByRole("button", { name: "Refund" }).click();
  // The gateway answers in its own time; the page asks until it has.
  await expect(card.getByText("Succeeded")).toBeVisible({ timeout: 30_000 });
  await expect(desk.getByText("Partially paid").first()).toBeVisible();
  await desk.goto(`${owner.place}/payments`);
  await expect(desk.getByText("€250.00 refunded")).toBeVisible();
  await audit(desk);
  await owner.close();
});

test("a client copies what a transfer needs; without a gateway there is nothing else to press", { tag: "@desk" }, async ({ browser, server, audit }) => {
  const owner = await enter(browser, server.url, "claire@atelier.example", "en", false);
  await owner.page.evaluate(async (company) => {
    const path = `/api/v1/companies/${company}`;
    const version = (await fetch(path)).headers.get("etag") ?? "";
    const headers = { "Content-Type": "application/json", "X-Parvis-CSRF": "1", "If-Match": version };
    await fetch(path, { method: "PATCH", headers, body: JSON.stringify({ iban: "FR14 2004 1010 0505 0001 3M02 606" }) });
  }, owner.place.split("/").pop());
  await owner.close();

  const contact = await enter(browser, server.url, "jeanne@quai.example", "fr", true);
  const phone = contact.page;
  await phone.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await phone.goto(`${contact.place}/invoices`);
  const invoice = await phone.evaluate(async (company) => {
    const { data } = await (await fetch(`/api/v1/companies/${company}/invoices`)).json();
    return data.find((row: { kind: string; due: { amount: number } }) => row.kind === "invoice" && row.due.amount > 0);
  }, contact.place.split("/").pop());
  await phone.goto(`${contact.place}/invoices/${invoice.id}`);
  await expect(phone.getByRole("button", { name: /^Payer / })).toBeVisible();
  await expect(phone.getByText("FR14 2004 1010 0505 0001 3M02 606")).toBeVisible();
  await audit(phone);
  for (const [button, said, copied] of [
    ["Copier l’IBAN", "IBAN copié", "FR1420041010050500013M02606"],
    ["Copier la référence", "Référence copiée", invoice.number],
  ]) {
    await phone.getByRole("button", { name: button }).click();
    await expect(phone.getByRole("status").filter({ hasText: said })).toBeVisible();
    expect(await phone.evaluate(() => navigator.clipboard.readText())).toBe(copied);
  }

  await phone.route("**/payment_options", async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, json: { ...(await answer.json()), online: false } });
  });
  await phone.reload();
  await expect(phone.getByRole("button", { name: "Copier l’IBAN" })).toBeVisible();
  await expect(phone.getByRole("button", { name: /^Payer / })).toHaveCount(0);
  await audit(phone);
  await contact.close();
});

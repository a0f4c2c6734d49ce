// The reference of the API: complete, of this origin alone, and alive.
import { expect, test } from "./support/fixtures";

test("the contract is readable without a program", async ({ page, audit, baseURL }) => {
  test.slow(); // axe looks at every operation
  const asked: string[] = [];
  page.on("request", (request) => asked.push(new URL(request.url()).origin));
  await page.goto("/docs#tag/invoices/issue_invoice");
  await expect(page.getByRole("heading", { name: "Issue an invoice" })).toBeVisible();
  await expect(page.getByText("/api/v1/companies/{company_id}/invoices/{id}/issue").first()).toBeVisible();
  await expect(page.getByText("invoice:issue").first()).toBeVisible();
  await audit(page);
  expect(asked.length).toBeGreaterThan(3);
  expect([...new Set(asked)]).toEqual([baseURL]);
});

test("shapes inside shapes and lists of words are shown", { tag: "@desk" }, async ({ page }) => {
  await page.goto("/docs#tag/invoices/draft_invoice");
  const operation = page.locator("[id$='tag/invoices/draft_invoice']");
  await operation.getByRole("button", { name: "items", exact: true }).click();
  await expect(operation.getByText("unit_price", { exact: true }).first()).toBeVisible();
  await page.goto("/docs#tag/projects/add_project");
  await expect(page.locator("[id$='tag/projects/add_project']").getByText("on_hold").first()).toBeVisible();
});

test("whoever is logged in tries operations out as themselves", { tag: "@desk" }, async ({ page, signInAs, baseURL }) => {
  await signInAs("claire@atelier.example");
  for (const [address, operation, answer] of [
    ["/docs#tag/session/read_me", "get /api/v1/me", "200 OK"],
    // Refused without what a browser must send with its session.
    ["/docs#tag/session/log_out", "delete /api/v1/session", "204 No Content"],
  ] as const) {
    await page.goto(address);
    await page.reload();
    await page.getByRole("button", { name: `Test Request (${operation})` }).click();
    const sent = page.waitForRequest((request) => request.url().startsWith(`${baseURL}/api/v1/`) && !request.url().endsWith(".json"));
    await page.getByRole("button", { name: /^Send/ }).first().click();
    await sent;
    await expect(page.getByText(answer)).toBeVisible();
  }
});

test("a problem has a page in both languages", async ({ page, audit }) => {
  await page.goto("/docs/problems");
  await page.getByRole("link", { name: "stale" }).click();
  await expect(page.locator("[lang=fr]")).toBeVisible();
  await audit(page);
});

// The app arrives in chunks: a page that is not there yet, one that cannot be fetched, and the way back.
import { expect, test } from "./support/fixtures";
import { placeOf, speak } from "./support/people";

test.describe("the owner, at a desk", { tag: "@desk" }, () => {
  test.beforeEach(async ({ page, signInAs }) => {
    await signInAs("claire@atelier.example");
    await speak(page, "en");
    await page.goto(await placeOf(page));
    await expect(page.getByRole("heading", { level: 1, name: "Home" })).toBeVisible();
  });

  test("keeps the page at hand while the next one is on its way", async ({ page }) => {
    let arrive = () => {};
    const held = new Promise<void>((resolve) => (arrive = resolve));
    await page.route(/\/assets\/clients-.*\.wasm$/, async (route) => {
      await held;
      await route.continue();
    });
    await page.getByRole("link", { name: "Clients", exact: true }).first().click();
    await expect(page).toHaveURL(/\/clients$/);
    await expect(page.locator(".progress-line")).toBeAttached();
    await expect(page.getByRole("heading", { level: 1, name: "Home" })).toBeVisible();
    arrive();
    await expect(page.getByRole("heading", { level: 1, name: "Clients" })).toBeVisible();
    await expect(page.locator(".progress-line")).toHaveCount(0);
  });

  test.describe("without a connection", () => {
    test.use({ expectedErrors: /Failed to load resource: net::ERR_FAILED|Failed to fetch/ });

    test("is told that a page could not be fetched, and fetches it again", async ({ page, audit }) => {
      await page.route(/\/assets\/projects-.*\.wasm$/, (route) => route.abort());
      await page.getByRole("link", { name: "Projects", exact: true }).first().click();
      await expect(page.getByRole("alert")).toContainText("Check your connection");
      await audit(page);
      await page.unroute(/\/assets\/projects-.*\.wasm$/);
      await page.getByRole("button", { name: "Try again" }).click();
      await expect(page.getByRole("heading", { level: 1, name: "Projects" })).toBeVisible();
    });
  });

  test("goes back to the list as it was", async ({ page }) => {
    await page.getByRole("link", { name: "Invoices", exact: true }).first().click();
    await page.getByLabel("Status").selectOption("paid");
    await expect(page).toHaveURL(/status=paid/);
    await page.getByRole("table").getByRole("link").first().click();
    await expect(page.getByRole("heading", { level: 1, name: /^Invoice F-/ })).toBeVisible();
    await page.goBack();
    await expect(page).toHaveURL(/\/invoices\?status=paid$/);
    await expect(page.getByRole("heading", { level: 1, name: "Invoices" })).toBeVisible();
    await expect(page.getByLabel("Status")).toHaveValue("paid");
    await page.goBack();
    await expect(page.getByRole("heading", { level: 1, name: "Home" })).toBeVisible();
  });
});

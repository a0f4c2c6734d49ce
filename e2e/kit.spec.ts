// The components of the kit, together and each alone: all render without the rest of the app, and axe finds nothing, light and dark.
import { expect, test } from "./support/fixtures";
import { wordsOf } from "./support/words";

test("every component stands alone", async ({ page, audit }) => {
  test.slow();
  await page.goto("/dev/ui");
  const headings = page.getByRole("main").getByRole("heading", { level: 2 }).getByRole("link");
  await expect(headings.first()).toBeVisible();
  const stories = await headings.evaluateAll((links) => links.map((link) => link.getAttribute("href") ?? ""));
  expect(stories.length).toBeGreaterThan(10);
  for (const theme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme: theme });
    for (const story of [...stories, "/dev/ui/frame"]) {
      await page.goto(story);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      await expect(page.locator("html")).toHaveAttribute("data-theme", theme === "dark" ? "parvis-night" : "parvis");
      await audit(page);
    }
  }
});

test("a component speaks the language of its context", async ({ page, language }) => {
  await page.goto("/dev/ui/languages");
  const other = language === "fr" ? "No invoices yet" : "Aucune facture pour l’instant";
  await expect(page.getByRole("heading", { level: 2 })).toHaveText(other);
});

test("a component knows who is signed in from its context", async ({ page, language }) => {
  await page.goto("/dev/ui/contact");
  await page.getByRole("button", { name: wordsOf(language)("company_switch") }).click();
  await expect(page.getByRole("menuitem", { name: "Atelier Lumière · Boulangerie Diallo" })).toBeVisible();
});

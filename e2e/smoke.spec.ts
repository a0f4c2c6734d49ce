// The served app starts: WASM, script, style and font arrive and fit together.
import { expect, test } from "./support/fixtures";

test("the log-in page greets a visitor", async ({ page, audit, language }) => {
  await page.goto("/login");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(page.locator("html")).toHaveAttribute("lang", language);
  await expect(page.locator("#boot")).toHaveCount(0);
  await audit(page);
});

test("an unknown address is answered by the app", async ({ page, audit }) => {
  await page.goto("/nowhere/at/all");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await audit(page);
});

test("what a browser holds already is not sent again", async ({ request }) => {
  const first = await request.get("/");
  expect(first.status()).toBe(200);
  const again = await request.get("/", { headers: { "If-None-Match": first.headers().etag ?? "" } });
  expect(again.status()).toBe(304);
  expect((await again.body()).length).toBe(0);
});

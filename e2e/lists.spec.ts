// Who sees what: staff see the whole company, a contact sees their own.
import { expect, test } from "./support/fixtures";
import { placeOf } from "./support/people";

test("the owner finds a client and the invoices of the company", async ({ page, signInAs, audit }) => {
  await signInAs("awa@baobab.example");
  const place = await placeOf(page);
  await page.goto(`${place}/clients`);
  await expect(page.getByText("Transports Bakayoko")).toBeVisible();
  await audit(page);
  await page.goto(`${place}/invoices`);
  await expect(page.getByText(/^F-\d{4}-0003$/)).toBeVisible();
  await audit(page);
});

test("a contact sees the invoice of their own client and no other", async ({ page, signInAs, audit }) => {
  await signInAs("issa@bakayoko.example");
  const place = await placeOf(page);
  await page.goto(`${place}/invoices`);
  await expect(page.getByText(/^F-\d{4}-0004$/)).toBeVisible();
  await expect(page.getByText(/^F-\d{4}-0001$/)).toHaveCount(0);
  await audit(page);
});

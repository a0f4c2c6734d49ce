// Clients from the first form to the portal: written, corrected, imported; a project for one of
// them; a contact who is invited and sees it on their phone.
import { expect, test } from "./support/fixtures";
import { invitationFor } from "./support/mail";
import { apiOf, placeOf, speak } from "./support/people";

const LIST = ["Raison sociale;E-mail;Ville", "Garage Moderne;contact@garage.example;Lyon", ";nobody@nowhere.example;Paris", "Fleurs d’Été;not-an-address;Lyon"];

test("a client is written, corrected and invited, and sees their project on a phone", { tag: "@desk" }, async ({ page, browser, server, signInAs, audit }) => {
  test.slow();
  await signInAs("claire@atelier.example");
  await speak(page, "en");
  const root = await placeOf(page);

  await test.step("a form says what is wrong beside the field", async () => {
    await page.goto(`${root}/clients`);
    await page.getByRole("link", { name: "New client" }).click();
    await page.getByRole("textbox", { name: "Name", exact: true }).fill("Maison Aubert");
    await page.getByLabel("E-mail").fill("aubert");
    await page.getByRole("button", { name: "Add client" }).click();
    await expect(page.getByLabel("E-mail")).toHaveAttribute("aria-invalid", "true");
    await expect(page.getByText("Write an address like name@example.com.")).toBeVisible();
    await audit(page);
    await page.getByLabel("E-mail").fill("compta@aubert.example");
    await page.getByLabel("Street and number").fill("3 quai Saint-Vincent");
    await page.getByRole("textbox", { name: "City" }).fill("Lyon");
    await page.getByRole("button", { name: "Add client" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Maison Aubert" })).toBeVisible();
    await expect(page.getByText("3 quai Saint-Vincent")).toBeVisible();
    await audit(page);
  });

  await test.step("it is written anew", async () => {
    await page.getByRole("link", { name: "Edit" }).click();
    await page.getByLabel("Legal name").fill("Aubert et Filles SARL");
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Maison Aubert" })).toBeVisible();
    await expect(page.getByText("Aubert et Filles SARL")).toBeVisible();
  });

  await test.step("a project is begun for it", async () => {
    await page.getByRole("link", { name: "New project" }).click();
    await expect(page.getByRole("combobox", { name: "Client" })).toHaveValue("Maison Aubert");
    await page.getByRole("textbox", { name: "Name", exact: true }).fill("Terrasse d’été");
    await page.getByLabel("What is to be done").fill("Plans, permis, chantier.");
    await page.getByLabel("Status").selectOption("active");
    await page.getByLabel("Progress").fill("30");
    await page.getByLabel("Due").fill("2030-06-15");
    await audit(page);
    await page.getByRole("button", { name: "Add project" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Terrasse d’été" })).toBeVisible();
    await expect(page.getByRole("progressbar")).toHaveAttribute("aria-valuenow", "30");
    await audit(page);
  });

  await test.step("a contact is invited", async () => {
    await page.getByRole("link", { name: "Maison Aubert" }).click();
    await page.getByRole("button", { name: "Invite" }).click();
    await page.getByRole("dialog").getByLabel("E-mail").fill("lise@aubert.example");
    await page.getByRole("dialog").getByLabel("Language of the message").selectOption("fr");
    await audit(page);
    await page.getByRole("button", { name: "Send the invitation" }).click();
    await expect(page.getByRole("listitem").filter({ hasText: "lise@aubert.example" })).toContainText("Pending");
  });

  await test.step("the contact sees the project on a phone, in French", async () => {
    const link = await invitationFor(server, "lise@aubert.example");
    const context = await browser.newContext({ baseURL: server.url, viewport: { width: 390, height: 844 }, locale: "fr-FR", hasTouch: true, isMobile: true });
    const phone = await context.newPage();
    await phone.goto(link);
    await phone.getByLabel("Votre nom").fill("Lise Aubert");
    await phone.getByLabel("Mot de passe", { exact: false }).first().fill("un-quai-calme-au-matin");
    await phone.getByRole("button", { name: "Accepter" }).click();
    await phone.getByRole("link", { name: "Projets" }).click();
    await phone.getByRole("link", { name: "Terrasse d’été" }).click();
    await expect(phone.getByRole("heading", { level: 1, name: "Terrasse d’été" })).toBeVisible();
    await expect(phone.getByText("Le travail est en cours.")).toBeVisible();
    await expect(phone.getByText("Plans, permis, chantier.")).toBeVisible();
    await expect(phone.getByText("15 juin 2030")).toBeVisible();
    await audit(phone);
    await context.close();
  });
});

test("a list is looked at first, then taken line by line", async ({ page, signInAs, audit, language }) => {
  const says = {
    en: { found: "One client can be added. Nothing is written yet.", take: "Import one client", taken: "One client was added.", wrong: "E-mail: This is not an e-mail address." },
    fr: { found: "Un client peut être ajouté. Rien n’est encore écrit.", take: "Importer un client", taken: "Un client a été ajouté.", wrong: /Adresse e-mail\s: Ce n’est pas une adresse e-mail\./ },
  }[language];
  await signInAs("claire@atelier.example");
  if (language === "en") await speak(page, "en");
  const root = await placeOf(page);
  await page.goto(`${root}/clients/import`);
  await page.locator("input[type=file]").setInputFiles({ name: "clients.csv", mimeType: "text/csv", buffer: Buffer.from(`${LIST.join("\n")}\n`) });
  await expect(page.getByText(says.found)).toBeVisible();
  await expect(page.getByText(says.wrong)).toBeVisible();
  await audit(page);
  await page.getByRole("button", { name: says.take }).click();
  await expect(page.getByText(says.taken)).toBeVisible();
  await page.getByRole("link", { name: "Garage Moderne" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Garage Moderne" })).toBeVisible();
});

test("who saves second is told, and chooses", async ({ page, signInAs, audit, language }) => {
  const says = {
    en: { phone: "Phone", save: "Save", told: "Somebody else saved while you were writing.", keep: "Save mine over it" },
    fr: { phone: "Téléphone", save: "Enregistrer", told: "Quelqu’un d’autre a enregistré pendant que vous écriviez.", keep: "Enregistrer la mienne par-dessus" },
  }[language];
  await signInAs("claire@atelier.example");
  if (language === "en") await speak(page, "en");
  const root = await placeOf(page);
  const clients = `${apiOf(root)}/clients`;
  const client = (await (await page.request.get(`${clients}?q=Verdier`)).json()).data[0];
  await page.goto(`${root}/clients/${client.id}/edit`);
  await page.getByLabel(says.phone).fill("+33 4 78 00 00 00");
  const { name, email, address, currency, locale } = client;
  const other = await page.request.put(`${clients}/${client.id}`, {
    data: { name, email, address, currency, locale, note: "Rappeler mardi." },
    headers: { "X-Parvis-CSRF": "1", "If-Match": `"${client.version}"` },
  });
  expect(other.ok()).toBe(true);
  await page.getByRole("button", { name: says.save, exact: true }).click();
  await expect(page.getByText(says.told)).toBeVisible();
  await audit(page);
  await page.getByRole("button", { name: says.keep }).click();
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  await expect(page.getByRole("link", { name: "+33 4 78 00 00 00" })).toBeVisible();
});

test("what is archived leaves the list and comes back", async ({ page, signInAs, audit, language }) => {
  const says = {
    en: { archive: "Archive", restore: "Restore", archived: "Archived", shown: "In use or archived" },
    fr: { archive: "Archiver", restore: "Rétablir", archived: "Archivés", shown: "En service ou archivés" },
  }[language];
  await signInAs("claire@atelier.example");
  if (language === "en") await speak(page, "en");
  const root = await placeOf(page);
  await page.goto(`${root}/clients`);
  await page.getByRole("link", { name: "Librairie du Quai" }).click();
  await page.getByRole("button", { name: says.archive }).click();
  await audit(page);
  await page.getByRole("dialog").getByRole("button", { name: says.archive }).click();
  await expect(page.getByRole("button", { name: says.restore })).toBeVisible();
  await page.goto(`${root}/clients`);
  await expect(page.getByRole("link", { name: "Boulangerie Diallo" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Librairie du Quai" })).toHaveCount(0);
  await page.getByLabel(says.shown).selectOption({ label: says.archived });
  await page.getByRole("link", { name: "Librairie du Quai" }).click();
  await page.getByRole("button", { name: says.restore }).click();
  await page.getByRole("dialog").getByRole("button", { name: says.restore }).click();
  await expect(page.getByRole("button", { name: says.archive })).toBeVisible();
});

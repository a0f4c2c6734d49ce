// Where a person who is signed in belongs, and which language they speak.
import { expect, type Page } from "@playwright/test";

/** The path of their first place: its face and its company. */
export async function placeOf(page: Page): Promise<string> {
  const me = await (await page.request.get("/api/v1/me")).json();
  return `/${me.places[0].face}/${me.places[0].company.id}`;
}

/** The path of the API of a place's company. */
export function apiOf(place: string): string {
  return `/api/v1/companies/${place.split("/").pop()}`;
}

/** Says on the server which language the person speaks, as the switch of the app does. */
export async function speak(page: Page, locale: "en" | "fr"): Promise<void> {
  const answer = await page.request.patch("/api/v1/me", { data: { locale }, headers: { "X-Parvis-CSRF": "1" } });
  expect(answer.status()).toBe(200);
}

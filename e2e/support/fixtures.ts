// What every journey needs: a server, a way in, an eye for accessibility and for errors of the console.
import { AxeBuilder } from "@axe-core/playwright";
import { expect, test as base, type Page } from "@playwright/test";
import { Server } from "./server";

export { expect } from "@playwright/test";

interface ForEachTest {
  /** Logs in as a person of the demo; the next page that is opened is theirs. */
  signInAs: (email: string) => Promise<void>;
  /** Fails if axe finds anything. */
  audit: (page: Page) => Promise<void>;
  /** `fr` or `en`, as the project says. */
  language: "en" | "fr";
  /** Errors of the console that a test provokes. */
  expectedErrors: RegExp | undefined;
  /** Fails a test during which the console showed another error. Always on. */
  quietConsole: void;
}

interface ForEachWorker {
  server: Server;
}

export const test = base.extend<ForEachTest, ForEachWorker>({
  server: [
    async ({}, use) => {
      const server = await Server.start();
      await use(server);
      await server.stop();
    },
    { scope: "worker" },
  ],

  baseURL: async ({ server }, use) => use(server.url),

  language: async ({ locale }, use) => use(locale?.startsWith("fr") ? "fr" : "en"),

  signInAs: async ({ page }, use) => {
    await use(async (email) => {
      if (!page.url().startsWith("http")) await page.goto("/login");
      const status = await page.evaluate(async (address) => {
        const answer = await fetch("/api/v1/demo/session", {
          method: "POST",
          headers: { "Content-Type": "application/json", "X-Parvis-CSRF": "1" },
          body: JSON.stringify({ email: address }),
        });
        return answer.status;
      }, email);
      expect(status, `logging in as ${email}`).toBeLessThan(300);
    });
  },

  audit: async ({}, use) => {
    await use(async (page) => {
      // What still moves has colours that nobody will read.
      await page.emulateMedia({ reducedMotion: "reduce" });
      const { violations } = await new AxeBuilder({ page }).analyze();
      const found = violations.flatMap(({ id, help, nodes }) =>
        nodes.map((node) => `${id}: ${help}\n  ${node.html}\n  ${node.failureSummary}`),
      );
      expect(found, `accessibility of ${page.url()}`).toEqual([]);
    });
  },

  expectedErrors: [undefined, { option: true }],

  quietConsole: [
    async ({ page, server, expectedErrors }, use, info) => {
      const errors: string[] = [];
      page.on("pageerror", (error) => errors.push(error.message));
      page.on("console", (message) => {
        // Chromium reports each refused request so; whether refusing was right is the test's question.
        const refused = /^Failed to load resource: the server responded with a status of 4\d\d/;
        if (message.type() !== "error" || refused.test(message.text()) || expectedErrors?.test(message.text())) return;
        errors.push(message.text());
      });
      const before = server.output.length;
      await use();
      if (info.status !== info.expectedStatus) {
        await info.attach("server", { body: server.output.slice(before), contentType: "text/plain" });
      }
      expect(errors, "errors of the console").toEqual([]);
    },
    { auto: true },
  ],
});

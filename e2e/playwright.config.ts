// Each spec runs twice: as someone at a desk in English and as someone with a phone in French. A
// journey of one of them only says so by a tag; one that brings its own screens runs at the desk.
import { defineConfig } from "@playwright/test";

export default defineConfig({
  testMatch: "*.spec.ts",
  outputDir: "test-results",
  forbidOnly: true,
  fullyParallel: false,
  workers: 2,
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  use: {
    trace: "retain-on-failure",
    screenshot: "only-on-failure",
    launchOptions: {
      // The system's browser: `cargo xtask test` finds or installs it.
      executablePath: process.env.PARVIS_CHROMIUM ?? "/usr/bin/chromium",
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
  projects: [
    { name: "desktop-en", grepInvert: /@phone/, use: { viewport: { width: 1440, height: 900 }, locale: "en-GB" } },
    { name: "phone-fr", grepInvert: /@desk/, use: { viewport: { width: 390, height: 844 }, locale: "fr-FR", hasTouch: true, isMobile: true } },
  ],
});

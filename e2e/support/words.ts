// The app's own words, so that a journey reads the same in both languages.
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";

export type Say = (key: string, values?: Record<string, string>) => string;

/** Says one of the app's messages; those with plurals are not for journeys. */
export function wordsOf(language: "en" | "fr"): Say {
  const folder = resolve(import.meta.dirname, "../../frontend/locales", language);
  const messages = new Map<string, string>();
  for (const file of readdirSync(folder).filter((name) => name.endsWith(".ftl"))) {
    for (const line of readFileSync(join(folder, file), "utf8").split("\n")) {
      const [, key, text] = /^([a-z][\w]*) = (.+)$/.exec(line) ?? [];
      if (key && text) messages.set(key, text);
    }
  }
  return (key, values = {}) => {
    const text = messages.get(key);
    if (text === undefined) throw new Error(`the app has no word ${key} in ${language}`);
    return text.replace(/\{ \$(\w+) \}/g, (_, name: string) => values[name] ?? "");
  };
}

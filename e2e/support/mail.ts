// The mailbox of the demo: mails are files, so that a journey can follow the links in them.
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Server } from "./server";

/** Quoted-printable text as people read it. */
function decoded(text: string): string {
  const bytes = text.replace(/=\r?\n/g, "").replace(/=([0-9A-F]{2})/g, (_, code: string) => String.fromCharCode(parseInt(code, 16)));
  return Buffer.from(bytes, "latin1").toString("utf8");
}

/** The latest mail to this address that says this, once it has left. */
export async function mailTo(server: Server, address: string, saying: RegExp): Promise<string> {
  const folder = join(server.folder, "mailbox");
  const deadline = Date.now() + 20_000;
  while (Date.now() < deadline) {
    const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith(".eml")).sort().reverse();
    for (const name of names) {
      const mail = await readFile(join(folder, name), "latin1");
      const text = mail.includes(`To: ${address}`) ? decoded(mail) : "";
      if (saying.test(text)) return text;
    }
    await new Promise((wake) => setTimeout(wake, 200));
  }
  throw new Error(`no mail to ${address} that says ${saying} left`);
}

/** The path of the invitation in the latest mail to this address that holds one. */
export async function invitationFor(server: Server, address: string): Promise<string> {
  const link = /\/invitation\/[\w-]+/;
  return link.exec(await mailTo(server, address, link))?.[0] ?? "";
}

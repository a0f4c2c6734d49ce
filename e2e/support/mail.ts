// The mailbox of the demo: mails are files, so that a journey can follow the links in them.
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Server } from "./server";

/** Quoted-printable text as people read it. */
function decoded(text: string): string {
  const bytes = text.replace(/=\r?\n/g, "").replace(/=([0-9A-F]{2})/g, (_, code: string) => String.fromCharCode(parseInt(code, 16)));
  return Buffer.from(bytes, "latin1").toString("utf8");
}

/** The latest mail to this address, once it has left. */
export async function mailTo(server: Server, address: string): Promise<string> {
  const folder = join(server.folder, "mailbox");
  const deadline = Date.now() + 20_000;
  while (Date.now() < deadline) {
    const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith(".eml")).sort().reverse();
    for (const name of names) {
      const mail = await readFile(join(folder, name), "latin1");
      if (mail.includes(`To: ${address}`)) return decoded(mail);
    }
    await new Promise((wake) => setTimeout(wake, 200));
  }
  throw new Error(`no mail to ${address} left`);
}

/** The path of the invitation in the latest mail to this address. */
export async function invitationFor(server: Server, address: string): Promise<string> {
  const path = /\/invitation\/[\w-]+/.exec(await mailTo(server, address))?.[0];
  if (!path) throw new Error(`the mail to ${address} invites to nothing`);
  return path;
}

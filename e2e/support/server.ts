// A Parvis of its own for each worker: a free port, an empty folder, the demo's data.
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

export class Server {
  private constructor(
    readonly url: string,
    /** Where the database and the mailbox lie. */
    readonly folder: string,
    private readonly process: ChildProcess,
    private readonly lines: string[],
  ) {}

  /** Starts `parvis serve`, with the demo's data unless told otherwise. */
  static async start(data: "--demo" | "--empty" = "--demo"): Promise<Server> {
    const port = await freePort();
    const url = `http://localhost:${port}`;
    const folder = await mkdtemp(join(tmpdir(), "parvis-e2e-"));
    const program = process.env.PARVIS_BIN ?? resolve(import.meta.dirname, "../../target/debug/parvis");
    const environment = Object.entries(process.env).filter(([name]) => !name.startsWith("PARVIS_"));
    const child = spawn(program, ["serve", data], {
      stdio: ["ignore", "pipe", "pipe"],
      env: {
        ...Object.fromEntries(environment),
        PARVIS_MODE: "demo",
        PARVIS_LISTEN: `127.0.0.1:${port}`,
        PARVIS_PUBLIC_URL: url,
        PARVIS_DATA_DIR: folder,
      },
    });
    const lines: string[] = [];
    child.stdout.on("data", (text) => lines.push(String(text)));
    child.stderr.on("data", (text) => lines.push(String(text)));
    child.on("error", (error) => lines.push(String(error)));
    const server = new Server(url, folder, child, lines);
    try {
      await server.ready();
    } catch (error) {
      await server.stop();
      throw error;
    }
    return server;
  }

  /** What it printed so far: the set-up code of an empty installation is there. */
  get output(): string {
    return this.lines.join("");
  }

  async stop(): Promise<void> {
    if (this.process.exitCode === null && this.process.pid !== undefined) {
      const ended = once(this.process, "exit");
      this.process.kill("SIGINT");
      const impatient = setTimeout(() => this.process.kill("SIGKILL"), 5_000);
      await ended;
      clearTimeout(impatient);
    }
    await rm(this.folder, { recursive: true, force: true });
  }

  private async ready(): Promise<void> {
    const deadline = Date.now() + 30_000;
    while (Date.now() < deadline && this.process.exitCode === null) {
      const answer = await fetch(`${this.url}/ready`).catch(() => undefined);
      if (answer?.ok) return;
      await new Promise((wake) => setTimeout(wake, 50));
    }
    throw new Error(`the server did not become ready\n${this.output}`);
  }
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, "close");
  return port;
}

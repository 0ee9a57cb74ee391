// A house for the journeys: its own data folder, accounts, one small dossier read from the fixtures, `sprava serve` on
// a free port. Everything is thrown away at the end.
import { spawn, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

export const HERE = dirname(fileURLToPath(import.meta.url));
const ROOT = resolve(HERE, "../..");
const BIN = process.env.SPRAVA_BIN || join(ROOT, "target/debug/sprava");
const SCANS = join(ROOT, "tests/fixtures/scans");
export const PASSWORD = "browser-journeys";
const BATCH = "Осіння партія";
const DOSSIER = "008-77001";

// Login, name, role, office. The names are invented.
const PEOPLE = [
  ["operator", "Мельник І. О.", "operator", "0000"],
  ["second-operator", "Бондар Л. В.", "operator", "0000"],
  ["verifier", "Коваль О. П.", "verifier", "0000"],
  ["second", "Шевчук Д. Г.", "verifier", "0000"],
  ["arbiter", "Бондар Н. М.", "arbiter", "0000"],
  ["caseworker", "Ткачук М. С.", "caseworker", "0000"],
  ["stranger", "Гнатюк Ю. В.", "caseworker", "5900"],
];

/** The papers of the dossier: an inventory of two pages and a certificate, all in Ukrainian. */
const PAGES = ["0002.jpg", "0003.jpg", "0006.jpg"];
export const scan = (dossier, name) => join(SCANS, dossier, name);
export const bad = (name) => join(ROOT, "tests/fixtures/bad", name);

/** Names as the truth has them: none may stand in an address. */
export function truth() {
  const told = JSON.parse(readFileSync(join(ROOT, "tests/fixtures/truth/008-00004.json"), "utf8"));
  const of = (kind) => told.documents.find((one) => one.kind === kind).fields;
  return { ukrainian: of("inventory").surname, russian: of("case_cover").surname, given: of("inventory").given_name, tax: of("tax_number_certificate").tax_number };
}

function freePort() {
  return new Promise((done, failed) => {
    const asked = createServer();
    asked.on("error", failed);
    asked.listen(0, "127.0.0.1", () => {
      const { port } = asked.address();
      asked.close(() => done(port));
    });
  });
}

export async function open() {
  if (!existsSync(BIN)) throw new Error(`${BIN} is not built: cargo build`);
  const folder = mkdtempSync(join(tmpdir(), "sprava-browser-"));
  const data = join(folder, "data");
  mkdirSync(data);
  const env = { ...process.env, SPRAVA_DATA: data, SPRAVA_LANG: "uk" };
  const sprava = (given, input) => {
    const ran = spawnSync(BIN, given, { env, input, encoding: "utf8" });
    // 3: done, with concerns.
    if (ran.status !== 0 && ran.status !== 3) throw new Error(`sprava ${given[0]}: ${ran.stdout}${ran.stderr}`);
    return ran.stdout;
  };
  sprava(["office", "add", "5900", "--name", "Сумське управління", "--name-en", "Sumy office"]);
  for (const [login, name, role, office] of PEOPLE) {
    sprava(["user", "add", login, "--name", name, "--role", role, "--office", office, "--password-stdin"], `${PASSWORD}\n`);
  }
  const papers = join(folder, DOSSIER);
  mkdirSync(papers);
  /** Pages of the fixture, read into the dossier beside those it has. */
  const reads = (pages) => {
    for (const page of pages) cpSync(scan("008-00004", page), join(papers, page));
    sprava(["ingest", "--wait", "--batch", BATCH, papers]);
  };
  reads(PAGES);

  const port = await freePort();
  const site = `http://127.0.0.1:${port}`;
  const log = join(folder, "serve.log");
  const out = openSync(log, "a");
  const server = spawn(BIN, ["serve", "--listen", `127.0.0.1:${port}`], { env, stdio: ["ignore", out, out] });
  const gone = new Promise((done) => server.once("exit", done));
  const close = async () => {
    server.kill("SIGTERM");
    await gone;
    rmSync(folder, { recursive: true, force: true });
  };
  for (let tries = 0; ; tries += 1) {
    const ready = await fetch(`${site}/readyz`).then((answer) => answer.ok, () => false);
    if (ready) break;
    if (tries > 300 || server.exitCode !== null) {
      console.error(readFileSync(log, "utf8").slice(-2000));
      await close();
      throw new Error("the server did not start");
    }
    await new Promise((done) => setTimeout(done, 100));
  }
  const note = join(folder, "список.txt");
  writeFileSync(note, "це не скан\n");
  return { site, close, reads, log: () => readFileSync(log, "utf8"), note, batch: BATCH, dossier: DOSSIER };
}


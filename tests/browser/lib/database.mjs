// A database for one run: the SQLite file in the demo's folder, or a database of its own on the
// PostgreSQL server that the run was given. Gone afterwards.

import pg from "pg";

/** The engines that the product runs on; PostgreSQL only where the run was given a server. */
export const ENGINES = ["SQLite", "PostgreSQL"];

/** Why an engine is left out, or false when it is not. */
export function leftOut(engine) {
  const missing = engine === "PostgreSQL" && !process.env.XUESHI_TEST_POSTGRES;
  return missing ? "XUESHI_TEST_POSTGRES names no server" : false;
}

/**
 * Makes a database, empty or like another that nobody uses. `address` is what `--database` takes; undefined leaves the demo its own file.
 * `drop` removes it again and may be called once everybody has let go of it.
 */
export async function makeDatabase(engine, { like } = {}) {
  if (engine === "SQLite") return { address: undefined, drop: async () => {} };
  const server = process.env.XUESHI_TEST_POSTGRES;
  const name = `xueshi_browser_${process.pid}_${Date.now()}`;
  await execute(server, `CREATE DATABASE ${name}${like ? ` TEMPLATE ${like}` : ""}`);
  const address = new URL(server);
  address.pathname = `/${name}`;
  return {
    address: address.href,
    drop: () => execute(server, `DROP DATABASE ${name} WITH (FORCE)`),
  };
}

/** Executes a statement on a server. */
export async function execute(server, statement) {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

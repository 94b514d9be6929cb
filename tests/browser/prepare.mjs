// Fills a demo for each engine once, into the folder that XUESHI_TEST_FILLED names: `cargo xtask test` does
// this before the browser's tests.

import { prepare } from "./lib/seed.mjs";

await prepare(process.env.XUESHI_BIN ?? "target/debug/xueshi", process.env.XUESHI_TEST_FILLED);

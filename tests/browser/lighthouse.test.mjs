// Lighthouse, as on a phone: performance, accessibility and best practices, 100 each.
import assert from "node:assert/strict";
import { createServer } from "node:net";
import { test } from "node:test";
import lighthouse from "lighthouse";
import { chromium } from "playwright-core";
import { chromiumFlags, chromiumPath, providers, url, users } from "./stage.mjs";

const freePort = () => new Promise((resolve) => {
  const server = createServer().listen(0, "127.0.0.1", () => {
    const { port } = server.address();
    server.close(() => resolve(port));
  });
});

test("100 of 100", async () => {
  const port = await freePort();
  const browser = await chromium.launch({ executablePath: chromiumPath, args: [...chromiumFlags, `--remote-debugging-port=${port}`] });
  try {
    for (const path of [users, `${providers}?lang=uk`, `${users}/bedankt`, "/privacy"]) {
      let lhr, scores;
      // The best of three: performance suffers when this machine is busy with something else.
      for (let tries = 0; tries < 3 && !scores?.every((score) => score.endsWith(" 100")); tries += 1) {
        ({ lhr } = await lighthouse(url + path, { port, logLevel: "silent", onlyCategories: ["performance", "accessibility", "best-practices"] }));
        scores = Object.entries(lhr.categories).map(([name, { score }]) => `${name} ${Math.round(score * 100)}`);
      }
      const lost = Object.values(lhr.categories).flatMap(({ auditRefs }) => auditRefs).filter(({ id, weight }) => weight > 0 && lhr.audits[id].score !== null && lhr.audits[id].score < 1);
      const reasons = lost.map(({ id }) => `${id}: ${lhr.audits[id].displayValue ?? lhr.audits[id].title}`);
      console.log(`${path}: ${scores.join(", ")}${reasons.length ? ` (${reasons.join("; ")})` : ""}`);
      assert.deepEqual(scores, ["performance 100", "accessibility 100", "best-practices 100"], `${path}: ${reasons.join("; ")}`);
    }
  } finally {
    await browser.close();
  }
});

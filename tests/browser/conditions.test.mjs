// Which questions are asked: random questionnaires with random answers, judged by the server's code and by the page's script.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { after, before, test } from "node:test";
import { newContext, screen, step } from "./stage.mjs";

let served, told;
before(async () => {
  const seed = process.env.DAGPEIL_SEED;
  served = spawn(`${process.env.DAGPEIL_BIN ?? "../../target/debug"}/questionnaires`, seed ? [seed] : [], { stdio: ["pipe", "pipe", "inherit"] });
  for await (const line of createInterface({ input: served.stdout })) {
    told = JSON.parse(line);
    break;
  }
  assert.ok(told, "the questionnaires are served");
});
after(() => served.stdin.end());

// Fills the fields in as a hand would have them in the end, and looks at the check screen.
const ask = (page, fields) => page.evaluate((fields) => {
  const form = document.getElementById("form");
  for (const field of form.elements) {
    if (!field.name.startsWith("q.")) continue;
    const given = fields.filter(([name]) => name === field.name).map(([, value]) => value);
    if (/^(radio|checkbox)$/.test(field.type)) field.checked = given.includes(field.value);
    else field.value = given[0] ?? "";
  }
  dispatchEvent(new PopStateEvent("popstate", { state: { at: "check" } }));
  return [...document.querySelectorAll("dl.check dt")].map((line) => /Vraag (q\d+)\?/.exec(line.textContent)[1]);
}, fields);

test("the script asks what the server would, of hundreds of random people", async () => {
  const context = await newContext({ viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  let cases = 0, skipped = 0;
  for (const { path, cases: people } of told.pages) {
    await page.goto(told.url + path);
    for (const { fields, asked } of people) {
      const shown = await ask(page, fields);
      assert.deepEqual(shown, asked, `seed ${told.seed}, ${path}: ${JSON.stringify(fields)}`);
      cases += 1;
      skipped += asked.length < (await page.locator("[data-q]").count()) ? 1 : 0;
    }
  }
  assert.ok(cases >= 500 && skipped >= 100, `${cases} people, of whom ${skipped} are not asked everything`);
  console.log(`${cases} people, of whom ${skipped} were not asked everything (seed ${told.seed})`);
  await context.close();
});

test("walking through meets the same questions, each on a screen of its own", async () => {
  const context = await newContext({ viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  let walked = 0;
  for (const { path, cases: people } of told.pages) {
    // Someone whose every answer will do: else the way is barred, as it should be.
    await page.goto(told.url + path);
    for (const { fields, asked } of people.slice(0, 6)) {
      await ask(page, fields);
      await page.evaluate(() => dispatchEvent(new PopStateEvent("popstate", { state: { at: "start" } })));
      const met = [];
      for (let screens = 0; screens < 20 && (await screen(page)) !== "check"; screens += 1) {
        const at = await screen(page);
        if (at !== "start") met.push(at);
        await step(page);
        if (await page.locator(".sum").count()) break;
      }
      if (await page.locator(".sum").count()) continue;
      assert.deepEqual(met, asked, `seed ${told.seed}, ${path}: ${JSON.stringify(fields)}`);
      walked += 1;
    }
  }
  assert.ok(walked >= 30, `${walked} walks`);
  await context.close();
});

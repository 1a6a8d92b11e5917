// The respondent's page in Chromium, without JavaScript of its own: by touch at phone width, by keyboard at desk width,
// judged by axe-core in every state, light and dark. DAGPEIL_URL says where the system runs.
import assert from "node:assert/strict";
import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { chromium } from "playwright-core";

const url = process.env.DAGPEIL_URL;
const screenshots = process.env.DAGPEIL_SCREENSHOTS ?? "screenshots";
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const phone = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 };
const desk = { viewport: { width: 1280, height: 900 } };

let browser;
before(async () => {
  assert.ok(url, "DAGPEIL_URL names a running system");
  mkdirSync(screenshots, { recursive: true });
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"],
  });
});
after(() => browser?.close());

async function open(path, options) {
  const context = await browser.newContext({ locale: "nl-NL", bypassCSP: true, ...options });
  const page = await context.newPage();
  const foreign = [];
  page.on("request", (request) => {
    if (!request.url().startsWith(url) && !request.url().startsWith("data:")) foreign.push(request.url());
  });
  await page.goto(url + path);
  return { page, context, foreign };
}

async function judge(page, name) {
  await page.screenshot({ path: `${screenshots}/${name}.png`, fullPage: true });
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
  const told = violations.map(({ id, help, nodes }) => `${id}: ${help} (${nodes.map((node) => node.target).join("; ")})`);
  assert.deepEqual(told, [], `${name} has no accessibility violations`);
  const tooWide = await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
  assert.equal(tooWide, false, `${name} does not scroll sideways`);
}

test("a resident answers by touch on a phone, light and dark", async () => {
  for (const colorScheme of ["light", "dark"]) {
    const { page, context, foreign } = await open("/noordoostpolder/gebruikers", { ...phone, colorScheme });
    await judge(page, `users-phone-${colorScheme}`);
    const targets = await page.$$eval("form label, form button", (all) =>
      all.filter((one) => one.querySelector("input") || one.tagName === "BUTTON").map((one) => one.getBoundingClientRect().height));
    assert.ok(targets.length > 20 && targets.every((height) => height >= 44), "targets are at least 44 px high");

    await page.locator("form button[type=submit]").tap();
    await page.locator("main a[href^='#']").first().waitFor();
    assert.match(await page.title(), /^Fout:/);
    assert.equal(await page.evaluate(() => document.activeElement?.querySelector("a[href^='#']") !== null), true, "the summary has the focus");
    await judge(page, `users-phone-${colorScheme}-fault`);
    await page.locator("main a[href^='#']").first().tap();
    await page.locator("input[name='q.who'][value='self']").locator("xpath=ancestor-or-self::label | following-sibling::label").first().tap();
    await page.locator("textarea[name='q.wish']").fill("Zingen met anderen");
    await page.locator("form button[type=submit]").tap();
    await page.getByRole("heading", { level: 1, name: "Bedankt!" }).waitFor();
    await judge(page, `users-phone-${colorScheme}-thanks`);
    assert.deepEqual(await context.cookies(), [], "no cookies");
    assert.deepEqual(foreign, [], "nothing from elsewhere");
    await context.close();
  }
});

test("a provider answers by keyboard alone at a desk, in English", async () => {
  const { page, context } = await open("/noordoostpolder/aanbieders?lang=en", desk);
  assert.equal(await page.getAttribute("html", "lang"), "en");
  await judge(page, "providers-desk");
  const reached = new Set();
  for (let presses = 0; presses < 400; presses += 1) {
    await page.keyboard.press("Tab");
    const at = await page.evaluate(() => {
      const { name, type, value, tagName } = document.activeElement;
      return { name, type, value, sends: tagName === "BUTTON" && document.activeElement.closest("form") !== null };
    });
    if (at.name) reached.add(at.name);
    if (at.name === "q.offer" && at.value === "meet") await page.keyboard.press("Space");
    if (at.name === "q.places") await page.keyboard.type("12");
    if (at.sends) break;
  }
  const names = await page.$$eval("form [name]:not([type=hidden])", (all) => [...new Set(all.map((one) => one.name))]);
  const visible = [];
  for (const name of names) if (await page.locator(`[name="${name}"]`).first().isVisible()) visible.push(name);
  assert.deepEqual(visible.filter((name) => !reached.has(name)), [], "every field is reached by Tab");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: "Thank you!" }).waitFor();
  await judge(page, "providers-desk-thanks");
  await context.close();
});

test("another language keeps what was filled in, Enter sends nothing, and the privacy page opens beside the form", async () => {
  const { page, context } = await open("/noordoostpolder/gebruikers?lang=nl", phone);
  const other = () => page.locator("nav button[lang=en]");
  const heights = await page.$$eval("nav button", (all) => all.map((one) => one.getBoundingClientRect().height));
  assert.ok(heights.every((height) => height >= 44), "the choice of language is 44 px high");
  // Nothing filled in yet: an address to share.
  await other().tap();
  await page.waitForURL(/lang=en/);
  await page.locator("nav button[lang=nl]").tap();
  await page.waitForURL(/lang=nl/);
  const written = 'Zingen "met" <anderen> & 🙂\n\nop dinsdag';
  await page.locator("input[name='q.who'][value='self']").check();
  await page.locator("input[name='q.now'][value='other']").check();
  await page.locator("input[name='n.now.other']").fill("Vissen");
  await page.locator("textarea[name='q.wish']").fill(written);
  await page.locator("input[name='n.now.other']").press("Enter");
  await page.waitForTimeout(300);
  assert.equal(await page.getByRole("heading", { level: 1, name: "Bedankt!" }).count(), 0);
  assert.equal(await page.inputValue("input[name='n.now.other']"), "Vissen");

  const id = await page.inputValue("form input[name=id]");
  await other().tap();
  await page.waitForURL(/lang=en/);
  assert.equal(await page.getAttribute("html", "lang"), "en");
  assert.equal(await page.evaluate(() => document.activeElement?.textContent), "English");
  assert.equal(await page.inputValue("form input[name=id]"), id);
  assert.ok(await page.isChecked("input[name='q.who'][value='self']"));
  assert.ok(await page.isChecked("input[name='q.now'][value='other']"));
  assert.equal(await page.inputValue("input[name='n.now.other']"), "Vissen");
  assert.equal(await page.inputValue("textarea[name='q.wish']"), written);
  await judge(page, "users-phone-switched");

  const [beside] = await Promise.all([context.waitForEvent("page"), page.locator("footer a").tap()]);
  await beside.waitForURL(/privacy/);
  assert.equal(await page.inputValue("textarea[name='q.wish']"), written);
  await page.locator("main form button[type=submit]").tap();
  await page.getByRole("heading", { level: 1, name: "Thank you!" }).waitFor();
  await context.close();
});

test("the other pages are as good", async () => {
  for (const [name, path] of [["home", "/"], ["privacy", "/privacy"], ["nowhere", "/nergens/heen"]]) {
    for (const [kind, options] of [["phone", phone], ["desk", desk]]) {
      const { page, context } = await open(path, options);
      await judge(page, `${name}-${kind}`);
      await context.close();
    }
  }
});

test("at 400 % zoom nothing is lost", async () => {
  // WCAG 1.4.10: a viewport of 1280 px at 400 % is 320 CSS pixels wide.
  const { page, context } = await open("/noordoostpolder/gebruikers", { viewport: { width: 320, height: 256 } });
  await judge(page, "users-zoom-400");
  await context.close();
});

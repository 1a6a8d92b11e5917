// What the browser tests share: one way to start the browser, to open a page as on a phone or at a desk, with the page's
// script or with it taken away, and to judge what is shown.
//
// DAGPEIL_URL says where the system runs; DAGPEIL_CODES, DAGPEIL_INTERVIEW_CODES and DAGPEIL_GROUP_CODES are invitation codes
// for /noordoostpolder/met-code, each to be used once.
import assert from "node:assert/strict";
import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before } from "node:test";
import { chromium } from "playwright-core";

export const url = process.env.DAGPEIL_URL;
export const screenshots = process.env.DAGPEIL_SCREENSHOTS ?? "screenshots";
export const codes = (process.env.DAGPEIL_CODES ?? "").split(",");
export const interviewCodes = (process.env.DAGPEIL_INTERVIEW_CODES ?? "").split(",");
export const groupCodes = (process.env.DAGPEIL_GROUP_CODES ?? "").split(",");

export const users = "/noordoostpolder/gebruikers";
export const providers = "/noordoostpolder/aanbieders";
export const withCode = "/noordoostpolder/met-code";

export const phone = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 };
export const desk = { viewport: { width: 1280, height: 900 } };

export const chromiumPath = process.env.CHROMIUM ?? "/usr/bin/chromium";
export const chromiumFlags = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"];

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

let browser;
before(async () => {
  assert.ok(url, "DAGPEIL_URL names a running system");
  mkdirSync(screenshots, { recursive: true });
  browser = await chromium.launch({ executablePath: chromiumPath, args: chromiumFlags });
});
after(() => browser?.close());

export async function newContext(options) {
  const context = await browser.newContext({ locale: "nl-NL", ...options });
  context.setDefaultTimeout(10_000);
  return context;
}

// A context with a page at `path`, what it asked of other hosts, and what went wrong in it. `script: false` takes the page's
// own script away, as a network or a browser may; what judges the page still runs.
export async function open(path, { script = true, ...options } = {}) {
  const context = await newContext(options);
  if (!script) {
    await context.route("**/*", async (route) => {
      // Redirects are followed here: what they lead to would not come by again.
      const response = await route.fetch();
      if (!response.headers()["content-type"]?.startsWith("text/html")) return route.fulfill({ response });
      const page = await response.text();
      const stripped = page.replace(/<script\b.*?<\/script>/gs, "");
      assert.ok(!stripped.includes("<script"), "the script is gone");
      return route.fulfill({ response, body: stripped });
    });
  }
  const page = await context.newPage();
  const foreign = [], complaints = [], requests = [];
  page.on("request", (request) => {
    if (request.url().startsWith("data:")) return;
    requests.push(request);
    if (!request.url().startsWith(url)) foreign.push(request.url());
  });
  page.on("pageerror", (error) => complaints.push(String(error.stack)));
  page.on("console", (message) => {
    if (message.type() === "error" && !/Failed to load resource/.test(message.text())) complaints.push(message.text());
  });
  await page.goto(url + path);
  return { page, context, foreign, complaints, requests };
}

// No violation of any rule of axe-core, nothing to scroll sideways to, and a picture of it to look at.
export async function judge(page, name) {
  await page.screenshot({ path: `${screenshots}/${name}.png`, fullPage: true });
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => {
    // Forced colours are the person's own; axe-core sees ours, which are not painted.
    const forced = matchMedia("(forced-colors: active)").matches;
    return globalThis.axe.run(document, { resultTypes: ["violations"], rules: { "color-contrast": { enabled: !forced } } });
  });
  const told = violations.map(({ id, help, nodes }) => `${id}: ${help} (${nodes.map((node) => `${node.target} ${node.html.slice(0, 200)}`).join("; ")})`);
  assert.deepEqual(told, [], `${name} has no accessibility violations`);
  const wide = await page.evaluate(() => {
    const limit = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= limit) return [];
    return [...document.querySelectorAll("body *")].filter((one) => one.getBoundingClientRect().right > limit + 1 && !one.closest(".x, .skip")).map((one) => one.outerHTML.slice(0, 120));
  });
  assert.deepEqual(wide, [], `${name} does not scroll sideways`);
}

// The open link's page waits ten seconds for who fills it in as fast as a test does.
export async function asIfRead(page) {
  await page.locator("input[name=shown]").evaluate((field) => { field.value = String(Number(field.value) - 60); });
}

// The button that leads to the next screen.
export const forth = (page) => page.locator("form#form > button:visible");
export const send = (page) => page.locator("#end button");
export const onCheck = (page) => page.locator("dl.check").isVisible();

// Which screen is shown: "start", the id of a question, "check", or nothing of the form.
export const screen = (page) => page.evaluate(() => {
  const shown = (element) => element && element.getClientRects().length > 0;
  if (shown(document.getElementById("start"))) return "start";
  if (shown(document.querySelector("dl.check"))) return "check";
  return [...document.querySelectorAll("[data-q]")].find(shown)?.dataset.q ?? null;
});

export const focused = (page) => page.evaluate(() => document.activeElement?.textContent.trim());

// Waits until that screen is shown.
export async function reach(page, name) {
  const begun = Date.now();
  // While the page loads anew there is no screen to ask for.
  const at = () => screen(page).catch(() => null);
  while ((await at()) !== name) {
    assert.ok(Date.now() - begun < 5000, `${name} is not reached, but ${await at()}`);
    await page.waitForTimeout(20);
  }
}

// To the next screen, with an answer where there must be one.
export async function step(page) {
  const must = page.locator("[data-e*=required]:visible:not(:has(:checked), :has(#code)) input");
  if (await must.count()) await must.first().check();
  await forth(page).click();
}

// On to that screen, with only what must be answered on the way.
export async function walk(page, wanted) {
  for (let steps = 0; steps < 60; steps += 1) {
    if ((await screen(page)) === wanted) return;
    await step(page);
  }
  assert.fail(`${wanted} is not reached, but ${await screen(page)}`);
}

// From the start to the check screen.
export async function hurry(page) {
  await asIfRead(page);
  await walk(page, "check");
}

// The answers in a body that was posted, without what differs each time.
export function answersIn(body) {
  return [...new URLSearchParams(body)].filter(([name, value]) => /^[qn]\./.test(name) && value !== "").map((pair) => pair.join("=")).sort();
}

export const thanked = (page, heading = "Bedankt!") => page.getByRole("heading", { level: 1, name: heading }).waitFor();

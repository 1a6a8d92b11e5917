// Takes the pictures of the guide that a browser can take: guide.mjs NAME ADDRESS FOLDER. The key is in DAGPEIL_KEY.
import { join } from "node:path";
import { chromium } from "playwright-core";

const [, , name, address, folder] = process.argv;
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-background-networking", "--no-first-run"],
});
const file = (picture) => join(folder, `${picture}.png`);

async function open(options) {
  const context = await browser.newContext({ locale: "nl-NL", colorScheme: "light", ...options });
  context.setDefaultTimeout(10_000);
  return context.newPage();
}

const journeys = {
  async questionnaire() {
    const page = await open({ viewport: { width: 360, height: 700 }, isMobile: true, hasTouch: true, deviceScaleFactor: 1 });
    await page.goto(address);
    await page.screenshot({ path: file("questionnaire-1") });
    await page.locator("button:visible").last().click();
    await page.getByText("Voor mezelf").click();
    await page.locator("button:visible").last().click();
    await page.getByText("Mensen ontmoeten").click();
    await page.screenshot({ path: file("questionnaire-2") });
  },
  async advisers() {
    const page = await open({ viewport: { width: 1000, height: 800 } });
    await page.goto(`${address}/advies`);
    await page.locator("form input:not([type=hidden])").first().fill(process.env.DAGPEIL_KEY);
    await page.locator("form button").first().click();
    const place = `${address}/advies/GM0171/voorbeeld-2026`;
    await page.goto(place);
    await page.screenshot({ path: file("overview"), clip: { x: 0, y: 0, width: 1000, height: 1150 }, fullPage: true });
    await page.setViewportSize({ width: 600, height: 900 });
    await page.goto(`${place}/users`);
    await page.locator("#v-matters").screenshot({ path: file("release") });
    await page.goto(`${place}/bevindingen`);
    // Need against offer: the chart with diamonds in it.
    await page.locator(".pair", { has: page.locator("svg.chart polygon") }).first().screenshot({ path: file("findings") });
  },
};
await journeys[name]();
await browser.close();

// The contact letterbox: filled in on a phone and at a desk, by day and by night, with faults and in the other language; and
// the way there from the thanks, which carries nothing. It has no script, so there is none to take away.
import assert from "node:assert/strict";
import { test } from "node:test";
import { desk, judge, open, phone, url } from "./stage.mjs";

const circle = "/uitnodiging/leerkring-2027";

for (const [kind, options] of [["phone", phone], ["desk", desk], ["dark", { ...phone, colorScheme: "dark" }]]) {
  test(`a name is left once, ${kind}`, async () => {
    const { page, context, foreign } = await open(circle, options);
    assert.equal(await page.locator("script").count(), 0);
    await judge(page, `contact-${kind}`);
    // Everything at once, and each line of the summary leads to its field.
    await page.locator("#email").fill("ans@");
    await page.locator("main form button[type=submit]").click();
    assert.match(await page.title(), /^Fout:/);
    await judge(page, `contact-${kind}-fault`);
    const lines = page.locator(".sum a");
    assert.equal(await lines.count(), 4);
    for (let line = 0; line < await lines.count(); line += 1) {
      const field = (await lines.nth(line).getAttribute("href")).slice(1);
      await lines.nth(line).click();
      assert.equal(await page.evaluate(() => document.activeElement.id), field);
    }
    // In the other language nothing is lost.
    await page.locator("nav button[lang=en]").click();
    await page.getByRole("heading", { level: 1, name: "Sign up for the learning circle" }).waitFor();
    assert.equal(await page.locator("#email").inputValue(), "ans@");
    await judge(page, `contact-${kind}-english`);
    await page.locator("#name").fill("Ans de Wit");
    await page.locator("#organisation").fill("Utrecht");
    await page.locator("#email").fill("ans@example.nl");
    await page.getByLabel("Yes", { exact: true }).check();
    await page.locator("main form button[type=submit]").click();
    await page.getByRole("heading", { level: 1, name: "You have a place" }).waitFor();
    await judge(page, `contact-${kind}-thanks`);
    assert.ok(!(await page.content()).includes("Ans de Wit"));
    // Loading it again sends the same, which takes no second place.
    await page.reload();
    await page.getByRole("heading", { level: 1, name: "You have a place" }).waitFor();
    assert.deepEqual(foreign, []);
    assert.deepEqual(await context.cookies(), []);
    await context.close();
  });
}

test("the way from the thanks carries nothing", async () => {
  const { page, context, requests } = await open("/utrecht/leerkring/bedankt", phone);
  await judge(page, "contact-way");
  await page.getByRole("link", { name: "Meld u aan voor de leerkring" }).click();
  await page.getByRole("heading", { level: 1, name: "Meld u aan voor de leerkring" }).waitFor();
  const asked = requests.at(-1);
  assert.equal(asked.url(), `${url}${circle}?lang=nl`);
  assert.equal((await asked.allHeaders()).referer, undefined);
  assert.equal(await page.evaluate(() => document.referrer), "");
  await context.close();
});

test("every field is reached by Tab, and Enter in one sends nothing", async () => {
  const { page, context } = await open(circle, desk);
  const reached = new Set();
  for (let presses = 0; presses < 40; presses += 1) {
    await page.keyboard.press("Tab");
    reached.add(await page.evaluate(() => document.activeElement.id || document.activeElement.name));
  }
  for (const field of ["name", "organisation", "email", "phone", "q.lunch"]) assert.ok(reached.has(field), field);
  assert.ok(!reached.has("website"), "the bait is for programs");
  await page.locator("#name").press("Enter");
  await page.waitForTimeout(300);
  assert.equal(await page.locator(".sum").count(), 0);
  await context.close();
});

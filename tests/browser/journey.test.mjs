// The whole survey, by touch on a phone and by keyboard alone at a desk, in Dutch and in Arabic, with the page's script and
// without: judged on every screen, in light and dark, and the same answers arrive.
import assert from "node:assert/strict";
import { test } from "node:test";
import { answersIn, asIfRead, desk, focused, forth, judge, onCheck, open, phone, providers, screen, send, users } from "./stage.mjs";

// The fields of the question on the screen, or of one question of the whole form, in groups that are answered together.
const groups = (page, question) => page.evaluate((question) => {
  const groups = new Map();
  for (const field of document.querySelectorAll("[name^='q.'], [name^='n.']")) {
    if (field.name.split(".")[1] !== question) continue;
    const group = field.name;
    groups.set(group, [...(groups.get(group) ?? []), { type: field.type, value: field.value }]);
  }
  return [...groups].map(([name, fields]) => ({ name, type: fields[0].type, values: fields.map(({ value }) => value) }));
}, question);

// What to answer: the same each time. The first option chosen, of several the first and the third; a place of a ranking gets
// another option each.
async function answer(page, question, press, type) {
  let place = 0;
  for (const { name, type: kind, values } of await groups(page, question)) {
    const option = (value) => page.locator(`input[name="${name}"][value="${value}"]`);
    if (name.startsWith("n.")) continue;
    if (kind === "radio") await press(option(values[0]));
    else if (kind === "checkbox") for (const value of [values[0], values[2]].filter(Boolean)) await press(option(value));
    else if (kind.startsWith("select")) await page.locator(`select[name="${name}"]`).selectOption({ index: (place += 1) });
    else if (name.includes("wish") || kind === "textarea") await type(page.locator(`[name="${name}"]`), "Zingen met anderen");
    else await type(page.locator(`[name="${name}"]`), "12");
  }
}

const byTouch = {
  press: (field) => field.locator("xpath=ancestor::label").tap(),
  type: (field, text) => field.fill(text),
};

// Sent by touch; the bodies with and without the script are compared.
const sent = {};
for (const [language, thanks] of [["nl", "Bedankt!"], ["ar", null]]) {
  for (const colorScheme of ["light", "dark"]) {
    test(`by touch with the script, in ${language}, ${colorScheme}`, async () => {
      const { page, context, foreign, complaints, requests } = await open(`${users}?lang=${language}`, { ...phone, colorScheme });
      assert.equal(await page.getAttribute("html", "lang"), language);
      await asIfRead(page);
      assert.equal(await screen(page), "start");
      await judge(page, `journey-${language}-${colorScheme}-0-start`);
      const heights = await page.$$eval("main button, nav button", (all) => all.filter((one) => one.getClientRects().length).map((one) => one.getBoundingClientRect().height));
      assert.ok(heights.every((height) => height >= 44), `targets are at least 44 px high: ${heights}`);
      await forth(page).tap();
      const seen = [];
      while (!(await onCheck(page))) {
        const question = await screen(page);
        assert.ok(!seen.includes(question), `${question} is asked once`);
        seen.push(question);
        const heading = page.locator("[role=heading]:visible");
        assert.equal(await heading.count(), 1);
        assert.equal(await focused(page), (await heading.textContent()).trim(), "the question has the focus");
        assert.ok((await page.title()).startsWith((await heading.textContent()).trim()), "the title tells the screen");
        await judge(page, `journey-${language}-${colorScheme}-${seen.length}-${question}`);
        const targets = await page.$$eval("[data-q]:not([hidden]) label.o", (all) => all.map((one) => one.getBoundingClientRect().height));
        assert.ok(targets.every((height) => height >= 44), "options are at least 44 px high");
        await answer(page, question, byTouch.press, byTouch.type);
        await forth(page).tap();
      }
      assert.ok(seen.length >= 12, `${seen}`);
      await judge(page, `journey-${language}-${colorScheme}-check`);
      await send(page).tap();
      await page.waitForURL(/bedankt/);
      await page.locator("h1").waitFor();
      if (thanks) assert.equal(await page.locator("h1").textContent(), thanks);
      assert.equal(await page.getAttribute("html", "lang"), language);
      await judge(page, `journey-${language}-${colorScheme}-thanks`);
      assert.equal(requests.length, 2, "two requests from link to stored answer");
      sent[`script ${language}`] = answersIn(requests[1].postData());
      assert.deepEqual(await context.cookies(), [], "no cookies");
      assert.deepEqual(foreign, [], "nothing from elsewhere");
      assert.deepEqual(complaints, [], "no error in the script");
      assert.deepEqual(await page.evaluate(() => [sessionStorage.length, localStorage.length]), [0, 0], "nothing is kept");
      await context.close();
    });
  }

  test(`by touch without the script, in ${language}`, async () => {
    const { page, context, requests } = await open(`${users}?lang=${language}`, { ...phone, script: false });
    await asIfRead(page);
    const questions = await page.$$eval("[name^='q.']", (all) => [...new Set(all.map((one) => one.name.split(".")[1]))]);
    for (const question of questions) await answer(page, question, byTouch.press, byTouch.type);
    await judge(page, `journey-${language}-whole`);
    await page.locator("form#form button[type=submit]").tap();
    await page.getByRole("link").first().waitFor();
    await judge(page, `journey-${language}-whole-thanks`);
    assert.equal(await page.locator("form").count(), 0);
    assert.equal(requests.length, 2, "two requests from link to stored answer");
    sent[`form ${language}`] = answersIn(requests[1].postData());
    await context.close();
  });
}

test("the answers are the same with the script and without, but for what was not asked", () => {
  for (const language of ["nl", "ar"]) {
    const [script, form] = [sent[`script ${language}`], sent[`form ${language}`]];
    assert.ok(script.length > 15);
    assert.deepEqual(script.filter((answer) => !form.includes(answer)), []);
    // Asked of carers, or where caring was chosen: this person is neither.
    assert.deepEqual(form.filter((answer) => !script.includes(answer)).map((answer) => answer.split("=")[0]), ["q.relief", "q.relief"]);
  }
});

test("with JavaScript switched off altogether", async () => {
  const { page, context, requests } = await open(users, { ...phone, javaScriptEnabled: false });
  await page.waitForTimeout(10_500);
  await page.locator("input[name='q.who'][value=self]").locator("xpath=ancestor::label").tap();
  await page.locator("form#form button[type=submit]").tap();
  await page.getByRole("heading", { level: 1, name: "Bedankt!" }).waitFor();
  assert.equal(requests.length, 2);
  await context.close();
});

// By keyboard: nothing but keys, from the top of the page.
const focus = (page) => page.evaluate(() => {
  const { name, type, value, tagName } = document.activeElement;
  return { name, type, value, tagName, button: tagName === "BUTTON", text: document.activeElement.textContent.trim() };
});

// Tab until `wanted` has the focus, answering what is passed.
async function answerByKeys(page, wanted, answered) {
  for (let presses = 0; presses < 400; presses += 1) {
    await page.keyboard.press("Tab");
    const at = await focus(page);
    if (wanted(at)) return;
    if (!at.name || answered.has(at.name + at.value)) continue;
    if (at.type === "radio" && ![...answered].some((one) => one.startsWith(at.name))) {
      answered.add(at.name + at.value);
      await page.keyboard.press("Space");
    } else if (at.type === "checkbox" && ![...answered].some((one) => one.startsWith(at.name))) {
      answered.add(at.name + at.value);
      await page.keyboard.press("Space");
    } else if (at.type === "select-one") {
      answered.add(at.name + at.value);
      for (let down = 0; down < Number(at.name.split(".").pop()); down += 1) await page.keyboard.press("ArrowDown");
    } else if (/^(text|textarea)$/.test(at.type) && at.name.startsWith("q.") && at.value === "") {
      await page.keyboard.type(at.type === "textarea" ? "Samen koken" : "12");
    }
  }
  assert.fail("the button is not reached");
}

const keys = {};
for (const language of ["nl", "ar"]) {
  test(`by keyboard alone with the script, in ${language}`, async () => {
    const { page, context, requests, complaints } = await open(`${providers}?lang=${language}`, desk);
    await asIfRead(page);
    await judge(page, `keys-${language}-start`);
    await page.keyboard.press("Tab");
    assert.ok(await page.evaluate(() => document.activeElement.matches(".skip")), "first of all a way past the header");
    await page.keyboard.press("Enter");
    assert.equal(await page.evaluate(() => document.activeElement.id), "main");
    const begin = (await forth(page).textContent()).trim();
    await answerByKeys(page, ({ button, text }) => button && text === begin, new Set());
    await page.keyboard.press("Enter");
    const seen = [];
    while (!(await onCheck(page))) {
      seen.push(await screen(page));
      await judge(page, `keys-${language}-${seen.length}-${seen.at(-1)}`);
      const answered = new Set();
      const names = await page.$$eval("[data-q]:not([hidden]) [name]", (all) => [...new Set(all.map((one) => one.name))]);
      const reached = new Set(), on = (await forth(page).textContent()).trim();
      await answerByKeys(page, ({ name, button, text }) => {
        if (name) reached.add(name);
        return button && text === on;
      }, answered);
      assert.deepEqual(names.filter((name) => !reached.has(name)), [], "every field is reached by Tab");
      await page.keyboard.press("Enter");
    }
    await judge(page, `keys-${language}-check`);
    await answerByKeys(page, ({ type, button }) => button && type === "submit", new Set());
    await page.keyboard.press("Enter");
    await page.waitForURL(/bedankt/);
    keys[`script ${language}`] = answersIn(requests[1].postData());
    assert.deepEqual(complaints, []);
    await context.close();
  });

  test(`by keyboard alone without the script, in ${language}`, async () => {
    const { page, context, requests } = await open(`${providers}?lang=${language}`, { ...desk, script: false });
    await asIfRead(page);
    await answerByKeys(page, ({ type, button, name }) => button && type === "submit" && name === "", new Set());
    await page.keyboard.press("Enter");
    await page.locator("form").waitFor({ state: "detached" });
    await judge(page, `keys-${language}-whole-thanks`);
    keys[`form ${language}`] = answersIn(requests[1].postData());
    await context.close();
  });
}

test("by keyboard too the answers are the same", () => {
  for (const language of ["nl", "ar"]) {
    assert.ok(keys[`script ${language}`].length > 10);
    assert.deepEqual(keys[`script ${language}`], keys[`form ${language}`]);
  }
});

// Which questions are asked, by the rules of the server: what is not asked, or is at fault, counts as no answer.

let answers;

const ticked = (field) => field.matches("[type=radio], [type=checkbox]");
const given = (fields) => fields.map((field) => (ticked(field) ? field.checked && field.value : field.value.trim())).filter(Boolean);

// What is wrong in a group of fields, in the words of the server; nothing where nothing is.
function fault({ rules, fields }) {
  const { required, most, range, long, repeated } = rules;
  const values = given(fields), [value] = values;
  return !value ? required
    : values.length > most?.[0] ? most[1]
    // Digits of other scripts (٢٥) are the server's to read.
    : range && value < "~" && !(/^[+-]?\d+$/.test(value) && range[0] <= +value && +value <= range[1]) ? range[2]
    : [...value].length > long?.[0] ? long[1]
    : new Set(values).size < values.length && repeated;
}

const compare = (a, is, b) => ({ "=": a == b, "!=": a != b, "<": a < b, "<=": a <= b, ">": a > b, ">=": a >= b })[is];

// A condition in prefix form, such as ["&", ["c", "who", "self"], ["n", "day", ">=", 2]].
function holds([kind, ...rest]) {
  const [item, is, than] = rest, values = answers[item] ?? [], { length } = values;
  return kind == "c" ? values.includes(is)
    : kind == "a" ? length > 0
    : kind == "n" ? compare(length, is, than)
    : kind == "v" ? length > 0 && compare(+values[0], is, than)
    : kind == "&" ? rest.every(holds)
    : kind == "|" ? rest.some(holds)
    : !holds(item);
}

function weigh() {
  answers = {};
  for (const part of parts) {
    part.asked = !part.when || holds(part.when);
    for (const group of part.groups) if (part.asked && !fault(group)) answers[group.item] = given(group.fields);
  }
}

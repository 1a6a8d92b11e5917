### What stands on every page. As plain as the Dutch.

skip = Skip to the content
languages = Language
not-translated = Some texts are in Dutch only.
privacy-link = What we do with your answers
beside = opens in a new tab
synthetic = This is an example. The answers are made up, and what you fill in here does not count.
help = Help or questions?
quoted = ‘{ $label }’

comma = ,

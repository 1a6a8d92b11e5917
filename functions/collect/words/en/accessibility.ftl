### The accessibility statement.

accessibility-title = Accessibility statement
accessibility-link = Accessibility
accessibility-aim = { $name } wants everyone to be able to take part, people with a disability too.
accessibility-duty = The law asks for it as well: the Besluit digitale toegankelijkheid overheid (Dutch decree on digital accessibility of public bodies). The requirements are in the standard EN 301 549. These are mostly the guidelines WCAG, levels A and AA.

accessibility-scope = What is this statement about?
accessibility-scope-pages = About all pages of ‘{ $title }’: these questions, and the pages that go with them.

accessibility-status = What is the status?
accessibility-status-a = Status A: fully compliant
accessibility-status-b = Status B: partly compliant
accessibility-status-c = Status C: first measures taken
accessibility-status-d = Status D: not compliant
accessibility-meaning-a = The pages have been examined completely. They meet all requirements.
accessibility-meaning-b = The pages have been examined completely. They do not meet all requirements yet. What is not right yet, and what we are doing about it, is written below.
accessibility-meaning-c = The pages have not been examined completely yet. That examination is planned.
accessibility-meaning-d = The pages have not been examined completely yet, and that examination is not planned yet either. So it is not certain that they meet all requirements.

accessibility-evidence = How do we know?
accessibility-own-tests = Each new version is tested: by a computer (with axe), with the keyboard alone, with letters made much larger and without JavaScript. That is not a complete examination.
accessibility-examined = The last complete examination was on { $day }.
accessibility-planned = There will be a complete examination, on { $day } at the latest.
accessibility-report = Read the report of the examination

accessibility-shortcomings = What is not accessible yet?
accessibility-none-known = We know of no problems now.
accessibility-criteria = This is about the guidelines of WCAG with the number: { $criteria }.
accessibility-why = Why is that so?
accessibility-instead = What can you do?
accessibility-plan = What are we doing about it?
accessibility-mended = This will be ready on { $day }.

accessibility-feedback = Is there something you can't read or use?
accessibility-mail = Please tell us. Send an e-mail to
accessibility-answer = Within 5 working days you will hear that we have your message. Within 3 weeks you will get an answer.

accessibility-complaint = Not happy with our answer?
accessibility-complaint-us = Then you can make a complaint to { $name }.
accessibility-complaint-ombudsman = Does that not help? Then go to the ombudsman. For most municipalities that is the
accessibility-ombudsman = Nationale ombudsman

accessibility-statement = About this statement
accessibility-drawn-up = We last looked through this statement on { $day }.
accessibility-approved = Approved by: { $who }.

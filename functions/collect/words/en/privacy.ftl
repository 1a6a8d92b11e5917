### The privacy page.

privacy-title = What we do with your answers

privacy-brief-voluntary = You do not have to take part.
privacy-brief-nameless = We do not ask for your name or address.
privacy-brief-seen = Whoever gets the results sees how often something was chosen. Not what you chose.
privacy-brief-erased = We erase the separate answers after { $expires }.

privacy-who = Who asks?
privacy-mail = Questions? Send an e-mail to
privacy-officer = Questions about your privacy? Send an e-mail to the data protection officer:
privacy-why = Why?
privacy-ground = Why is that allowed?

privacy-voluntary = Do I have to take part?
privacy-voluntary-no = No, you do not have to.
privacy-voluntary-stop = You can stop. We only keep your answers once you press the button to send them.

privacy-kept = What do we keep?
privacy-kept-chosen = The answers you chose.
privacy-kept-typed = What you typed yourself.
privacy-kept-mode = How you took part: alone or in a conversation.
privacy-kept-mode-open = How you took part: by the link, with a code or in a conversation.
privacy-kept-number = A number that makes sure that your answers count only once.

privacy-not-kept = What do we not keep?
privacy-not-kept-name = Your name, address, e-mail or phone number.
privacy-not-kept-code = Your code.
privacy-not-kept-when = When you send something.
privacy-not-kept-device = What kind of phone or computer you have, and which language you choose.
privacy-not-kept-address = The address of your phone or computer on the internet (the IP address). It is needed for a moment, to send you the page. We do not keep it.
privacy-not-kept-cookies = There are no cookies.

privacy-typed = What happens to what I type myself?
privacy-typed-apart = We keep it apart from your other answers.
privacy-typed-out = First a computer takes things out. Such as an e-mail address, a phone number, a postcode or a date.
privacy-typed-names = The computer does not recognise every name. So please do not write down names.
privacy-typed-read = After the close someone may read the texts, in mixed order. That person chooses which texts others may see. Only texts that do not show who you are.

privacy-seen = Who sees my answers?
privacy-seen-advisers = Advisers do not see separate answers. They see how often something was chosen. Later they may also see a text that was approved.
privacy-seen-rounded = Those numbers are rounded: { $base }, { $twice }, { $thrice } and so on. Was a question put to fewer than { $smallest } people? Then we show nothing of it.
privacy-seen-decision = Nobody decides anything about you because of what you fill in here.
privacy-seen-together = Does someone fill in the questions with you? Then that person sees your answers too.
privacy-seen-device = Is it someone else's device? Then close the page after sending. Or the next person may still see what you filled in.
privacy-seen-operator = The technical operator can get at the separate answers. So can the company that runs the computers: Amazon Web Services. They may only do so if they really must.

privacy-long = How long do we keep your answers?
privacy-long-closes = You can take part until { $closes }. Soon after that we make the last results. Then we also destroy our keys. From then on nothing leads from your phone or computer to your answers.
privacy-long-closes-codes = You can take part until { $closes }. Soon after that we make the last results. Then we also destroy our keys. From then on nothing leads from your code or your phone to your answers.
privacy-long-expires = We keep the separate answers until { $expires }. Then they are erased automatically. That can take a few days.
privacy-long-results = The results stay.

privacy-withdraw = Can I take back my answers?
privacy-withdraw-before = Before sending you can: close the page. Then we keep nothing.
privacy-withdraw-code = Did you take part with a code? Then you can erase your answers until { $until }. So keep your code safe.
privacy-withdraw-change = Do you want to change something? Erase your answers. Then take part again with the same code.
privacy-withdraw-backup = In results that have been made already, your answers still count. There may also be a back-up. It is there for 35 days at most.
privacy-withdraw-codeless = Did you take part without a code? Then you can't: we do not know which answers are yours. That way we can't look them up either.
privacy-withdraw-not = After sending you can't: we do not know which answers are yours. That way we can't look them up either.
privacy-withdraw-link = Erase answers: { $people }, { $municipality }

privacy-rights = What are my rights?
privacy-rights-law = By the privacy law (GDPR) you may ask to see, correct or erase your data. You may also object.
privacy-rights-unknown = But we do not know which answers are yours. So we can't look them up for you (GDPR, Article 11).
privacy-rights-code = But we do not know which answers are yours (GDPR, Article 11). With your code you can erase them yourself. The page can't show them to you, because it can't read them.
privacy-rights-text = Does a text say something about you? Tell us which words. Then we can find the text and erase it.

privacy-complaint = Where can I complain?
privacy-complaint-us = With us. Send an e-mail to the address at the top.
privacy-complaint-authority = With the Dutch Data Protection Authority (Autoriteit Persoonsgegevens): autoriteitpersoonsgegevens.nl.

privacy-not-promised = What can't we promise?
privacy-not-promised-style = Someone who knows you well may recognise how you write.
privacy-not-promised-guess = Someone who knows nearly all other answers can sometimes guess what you chose.
privacy-not-promised-link = Anyone with the link can take part, even twice. So the results give a picture, not an exact count.
privacy-not-promised-code = Someone who knows your code can see whether it has been used. And can erase your answers. But can't see what you chose. So do not show your code to others.
privacy-not-promised-operator = With a code, the technical operator can find out which answers belong to it. That is not allowed. After the last results it is not possible any more either.

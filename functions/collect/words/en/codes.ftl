### Invitation codes: cards or letters with 16 letters and digits.

code-label = Your code
code-hint = Your code is on your card or in your letter. It has 16 letters and digits. Capitals, spaces and hyphens do not matter.
code-label-optional = Were you given a code?
code-hint-optional = Then fill it in here. It has 16 letters and digits. Capitals, spaces and hyphens do not matter. No code? Leave this box empty.
code-check = Check my code
code-fits = Your code is right. You can answer the questions.
code-fits-interviewer = This code is right. It is a code for a conversation. Fill in what the other person says, not what you think yourself.
code-before-sending = Look through your answers once more. After sending you can change them only if you have a code.

code-look-again = Please look at your code again
code-missing = Fill in your code
code-too-short = Your code is too short. A code has 16 letters and digits
code-too-long = Your code is too long. A code has 16 letters and digits
code-stranger = Your code has a sign that does not belong in it. A code has only letters and digits
code-mistyped = There is a typing error in your code. Compare it with your card or letter
code-not-ours = This code does not belong to these questions. See which address goes with your code on your card or letter

code-used-title = This code has been used before
code-used = Answers have already been sent with this code. A code counts once. Was that you? Then you are done.
code-used-change = Was that not you? Or do you want to change your answers? Then you can erase the earlier answers and send the answers below.
code-replace = Erase the earlier answers and send these
code-used-withdraw = You can also erase them and send nothing.
code-only-withdraw = Erase only

code-keep = Did you take part with a code? Keep it. With the code you can erase your answers until { $until }. Did you fill this in for someone else? Then give that person the code.
withdraw-link = Erase answers with a code

withdraw-title = Erase answers
withdraw-how = Did you take part with a code? Then you can erase your answers. Fill in your code and press the button.
withdraw-what = We erase everything that was sent with this code, including what you typed yourself. This can't be undone. Results that advisers already have do not change. They hold only rounded numbers.
withdraw-without = Did you take part without a code? Then we can't erase anything for you. We do not know which answers are yours.
withdraw-until = You can do this until { $until }.
withdraw-button = Erase my answers
withdrawn-title = Done
withdrawn = Had answers been sent with this code? Then they are erased now. We can't see whether there were any.
withdrawn-again = You can take part again with the same code. You do not have to.
begin-again = Begin again
not-withdrawn-title = Erasing has not worked yet
not-withdrawn = Something is not working on our side. Wait a minute. Then press the button once more.
too-late-title = Erasing is no longer possible
too-late = You could erase your answers until { $until }. After that all answers are counted.
too-late-why = After counting we throw away the key by which a code leads to answers. Then we can't find out either which answers are yours. Others see only rounded numbers.

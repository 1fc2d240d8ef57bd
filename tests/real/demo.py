"""The steps of scripts/demo --real, inside netns.sh."""
from scene import Failed
from social import SLOW, URL, Social
from tell import command, farewell, says, show_mail, speak_as_here, step

ASKED = '@acme@social.test Is the red kettle back in stock? My mother would ' \
    'love one.'

h = Social('demo')
speak_as_here(h)
step('snac2 answers on %s, Postfix and Dovecot take mail. harkd starts; what '
     'lies there already is read in silence.' % URL)
h.post('bob', '@acme@social.test Thank you for the lovely teapot!')
h.until(lambda: h.notified('acme', 'lovely teapot'), SLOW, 'snac2 is silent')
h.config(client='collect = "2s" answered-note = true')
h.start_harkd()
h.heard()
command(h, 'status')

step('A customer asks, in snac2:')
q = h.post('jane', ASKED)
says('jane', ASKED)
found = h.wait_question('red kettle', 'waiting')
command(h, 'list')

step('The staff reads mail and nothing else. This lies in their Dovecot box:')
show_mail(h.wait_mail())

step('Somebody answers in snac2 itself, as always:')
h.post('acme', '@jane@social.test Yes, since this morning.', to=q)
says('acme', '@jane@social.test Yes, since this morning.')
h.wait_question('red kettle', 'answered')
command(h, 'list', '--ended')
command(h, 'why', found['id'])

step('... and a note ends the mail thread:')
note = h.wait_mail()
if found['asker'] not in note['Subject']:
    raise Failed('another mail: ' + note['Subject'])
show_mail(note)

step('harkd falls silent, and all is stopped. Nothing is left but build/.')
h.stop()
farewell()

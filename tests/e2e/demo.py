"""scripts/demo: a customer asks, hark rings, the business answers, silence.

Everything is real but the network: sockets, SQLite, SMTP.  The network is a
small server that plays recorded answers of a real one.
"""
import os, sys
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from house import House
from tell import command, farewell, says, show_mail, speak_as_here, step

h = House('demo')
speak_as_here(h)
step('A small Mastodon server and a mail receiver run on 127.0.0.1. '
     'harkd starts; what lies there already is read in silence.')
h.world('own', text='Frische Tulpen eingetroffen! Nur heute 20 % auf alle '
        'Sträuße. https://becker.example/angebot', ago=90000)
h.world('ask', who='Anna K.', text='@becker Danke für den schönen Strauß!',
        ago=200000)
h.config(client='answered-note = true')
h.start_harkd()
h.watch()
h.polled(2)
command(h, 'status')

step('A customer asks, on the network:')
q = h.world('ask', who='Anna K.', text='@becker Habt ihr am Sonntag offen? Ich '
            'bräuchte einen Strauß zum 80. Geburtstag meiner Oma.')
says('Anna K.', '@becker Habt ihr am Sonntag offen? …')
found = h.wait_question('Sonntag', 'waiting')
command(h, 'status')
command(h, 'list')

step('The staff reads mail and nothing else. This is what arrives:')
show_mail(h.wait_mail(30))

step('Somebody answers in the network\'s own app, as always:')
h.world('own', text='@annak Ja, von 9 bis 12 Uhr! Sollen wir etwas zurücklegen?',
        to=q['id'])
says('Blumen Becker', 'Ja, von 9 bis 12 Uhr! Sollen wir etwas zurücklegen?')
h.wait_question('Sonntag', 'answered')
command(h, 'list', '--ended')
command(h, 'why', found['id'])

step('harkd falls silent, and is stopped. Nothing is left but build/.')
h.stop()
farewell()

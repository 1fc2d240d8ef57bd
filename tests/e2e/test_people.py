"""People at the terminal: lists, history, marks, with hostile names."""
import json, os, sys
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from house import House, Failed, main, text_of


def expect(got, want, what=''):
    if got != want:
        raise Failed('%s: got %r, wanted %r' % (what, got, want))


def has(text, *parts):
    for part in parts:
        if part not in text:
            raise Failed('%r is not in:\n%s' % (part, text))


def hasnt(text, *parts):
    for part in parts:
        if part in text:
            raise Failed('%r is in:\n%s' % (part, text))


def flood():
    """many comments under one post are one mail, in words that fit"""
    h = opened('flood', client='flood = "20 in 5m"')
    own = h.world('own', text='Gewinnspiel! Kommentiert und gewinnt einen '
                  'Strauß.')
    h.polled()
    for i in range(25):
        h.world('ask', who='Gast \x1b[31m%d' % (i % 3), text='Ich bin dabei!',
                to=own['id'])
    m = h.wait_mail()
    expect(m['Subject'], 'Viele Kommentare auf einmal auf Mastodon', 'subject')
    text = text_of(m)
    has(text.splitlines()[0], 'Unter Ihrem Beitrag vom ', ' Kommentare in 1 min '
        'von 3 Personen.')
    has(text, 'Gewinnspiel!')
    hasnt(text, '\x1b')
    h.world('ask', who='Gast 9', text='Ich auch!', to=own['id'])
    h.no_mail(lambda: h.polled(3))
    expect([r['kind'] for r in h.json('queue', '--all')], ['flood'], 'queue')
    h.stop_harkd()
    h.stop()


GERMAN = {'LANG': 'de_DE.UTF-8', 'LC_ALL': 'de_DE.UTF-8'}


def opened(name, **conf):
    h = House(name)
    h.config(**conf)
    h.start_harkd()
    h.watch()
    h.polled()
    return h


def marks():
    """people are listed, shown, marked and blocked; every deed is in the log"""
    h = opened('people')
    h.world('ask', who='Anna K.', text='@becker Habt ihr am Sonntag offen?')
    h.wait_question('Sonntag', 'waiting')
    h.world('ask', who='Bernd M.', text='@becker Was kostet ein Strauß?')
    q = h.wait_question('kostet', 'waiting')
    rows = h.json('people')
    expect(sorted(r['name'] for r in rows), ['Anna K.', 'Bernd M.'], 'people')
    for key in ('id client network realm native_id handle name first_at last_at '
                'conversations customer known vip blocked').split():
        if key not in rows[0]:
            raise Failed('people --json has no ' + key)
    anna = [r['id'] for r in rows if r['name'] == 'Anna K.'][0]
    expect(sorted(h.run('people', '-q').split()),
           sorted(r['id'] for r in rows), 'ids')
    has(h.run('people', 'show', anna), 'Anna K.', 'Sonntag', 'waiting: 1')
    has(h.run('people', 'show', 'anna', env=GERMAN), 'Gespräche: 1', 'offen: 1')
    h.run('people', 'show', 'nobody', rc=1)
    has(h.err, 'nobody "nobody"')
    has(h.run('people', 'vip', 'anna'), '[VIP]')
    expect(h.json('people', 'show', q['id'])['name'], 'Bernd M.', 'by question')
    expect([(x['asker'], x['vip']) for x in h.json('list')],
           [('Anna K.', True), ('Bernd M.', False)], 'list')
    has(h.run('people', 'block', q['id'], env=GERMAN), 'gesperrt')
    expect([x['asker'] for x in h.json('list')], ['Anna K.'], 'list')
    expect(h.json('people', '--blocked')[0]['blocked'], 'blocked')
    h.world('ask', who='Bernd M.', text='@becker Und was kosten Rosen?')
    h.polled()
    expect([x['asker'] for x in h.json('list')], ['Anna K.'], 'blocked')
    h.run('people', 'block', '--undo', 'bernd')
    expect([x['asker'] for x in h.json('list')],
           ['Anna K.', 'Bernd M.', 'Bernd M.'], 'lifted')
    h.run('people', 'merge', anna, 'bernd')
    shown = h.json('people', 'show', anna)
    expect(len(shown['merged']), 1, 'merged')
    expect(shown['conversations'], 3, 'conversations')
    h.run('people', 'merge', '--undo', anna)
    expect(len(h.json('people')), 2, 'two again')
    h.run('people', 'merge', '--undo', anna, rc=5)
    log = h.json('log')
    expect([(a['verb'], a['detail']) for a in reversed(log)],
           [('vip', None), ('block', None), ('block', 'undone'),
            ('merge', None), ('merge', 'undone'), ('merge', 'undone')], 'log')
    hasnt(str(log), 'Anna', 'Bernd')
    # Who fell silent is nobody's business unless the owner says so.
    h.run('people', '--dormant', rc=4)
    has(h.err, 'UWG', 'dormant-lists')
    h.run('people', 'vip', rc=2)
    h.run('people', '--new', 'show', anna, rc=2)
    h.stop()


def hostile():
    """a name cannot move the cursor, turn the text round or break JSON"""
    h = opened('people-hostile', client='dormant-lists = yes')
    evil = '\x1b[2J\u202eevil"\\ \x07<b>'
    h.world('ask', who=evil, text='@becker Habt ihr am Sonntag offen?')
    h.wait_question('Sonntag', 'waiting')
    rows = h.json('people')
    expect(len(rows), 1)
    for text in (h.run('people'), h.run('people', 'show', rows[0]['id'])):
        hasnt(text, '\x1b', '\u202e', '\x07')
        has(text, 'evil')
    h.run('people', 'show', '\x1b[31m', rc=1)
    hasnt(h.err, '\x1b')
    h.run('people', 'show', "x' OR 1=1 --", rc=1)
    expect(h.json('people', '--dormant'), [], 'dormant')
    h.stop()


def forgotten():
    """a person is exported, forgotten after a yes, and does not come back"""
    h = opened('people-forget')
    q = h.world('ask', who='Annegret Kwzy',
                text='@becker Habt ihr am Sonntag Qrstlmp?')
    h.wait_question('Qrstlmp', 'waiting')
    h.wait_mail()
    h.world('ask', who='Bernd M.', text='@becker Was kostet ein Strauß?')
    w = h.wait_question('kostet', 'waiting')
    h.wait_mail()
    h.run('note', h.json('people', 'show', 'annegret')['questions'][0]['id'],
          'Frau', 'Kwzy', 'ruft', 'an')
    # Below hers: a mail about it names her, or quotes her.
    h.world('ask', who='Bernd M.', to=q['id'],
            text='@becker Frau Annegret Kwzy hat recht, habt ihr auch Brot?')
    h.wait_question('Brot', 'waiting')
    has(text_of(h.wait_mail()), 'Annegret Kwzy')
    copy = os.path.join(h.dir, 'copy.db')
    h.run('backup', copy)
    e = h.json('export', 'annegret')
    expect(len(e['person']), 1, 'person')
    expect(e['person'][0]['name'], 'Annegret Kwzy', 'name')
    has(str(e['post']), 'Qrstlmp')
    has(str(e['mail']), 'team@becker.example')
    has(str(e['action']), 'ruft an')
    hasnt(str(e), 'Bernd', 'uid ')
    # Without a terminal nobody can say yes.
    h.run('forget', 'annegret', rc=1, stdin='y\n')
    has(h.err, '--yes')
    expect(len(h.json('people')), 2, 'people')
    h.run('forget', 'annegret', '--yes', env=GERMAN)
    has(h.out, 'Vergessen. Beiträge: 1, Fragen: 1', 'team@becker.example', copy)
    has(h.out.split('enthalten sie noch:')[1], 'im selben Gespräch und nennen '
        'die Person vielleicht:')
    expect(h.out.count('team@becker.example'), 2, 'hers, and that below it')
    expect([p['name'] for p in h.json('people')], ['Bernd M.'], 'people')
    expect([x['asker'] for x in h.json('list', '--all')], ['Bernd M.'] * 2,
           'list')
    expect(h.json('search', 'Qrstlmp'), [], 'search')
    h.polled()
    expect(len(h.json('people')), 1, 'read again')
    log = h.json('log')
    expect([(a['target'], a['detail']) for a in log if a['verb'] == 'forget'],
           [(None, 'one person')], 'audit')
    hasnt(str(log), 'Kwzy', 'nnegret')
    h.stop_harkd()
    for name in os.listdir(os.path.join(h.dir, 'state')):
        path = os.path.join(h.dir, 'state', name)
        if not os.path.isfile(path):
            continue
        with open(path, 'rb') as f:
            data = f.read().lower()
        for word in (b'kwzy', b'annegret', b'qrstlmp'):
            if word in data:
                raise Failed('%r is still in %s' % (word, name))
    h.start_harkd()
    h.watch()
    h.polled()
    expect(len(h.json('people')), 1, 'after a restart')
    # Who writes anew is somebody new.
    h.world('ask', who='Annegret Kwzy', text='@becker Habt ihr wieder Tulpen?')
    h.wait_question('wieder', 'waiting')
    expect(h.json('people', 'show', 'annegret')['conversations'], 1, 'new')
    h.stop()


def customers():
    """the list and the look-up say who is a customer; both can be wrong"""
    h = House('people-customers')
    path = os.path.join(h.dir, 'kunden.csv')
    said = os.path.join(h.dir, 'said')
    crm = os.path.join(h.dir, 'crm')
    with open(path, 'w') as f:
        f.write('Name;E-Mail;Mastodon\nAnna K.;;@annak@127.0.0.1\nX;;\n')
    with open(crm, 'w') as f:
        f.write('#!/bin/sh\n(cat; echo) >> %s\n'
                'printf \'{"customer": true}\'\n' % said)
    os.chmod(crm, 0o755)
    # A new file beside the hidden folders could not be written to.
    open(said, 'w').close()
    h.config(client='customers = "%s"\n\tcustomer-lookup = "%s"' % (path, crm))
    h.start_harkd()
    has(h.tail(), '2 customers', '1 of them without')
    h.watch()
    h.polled()
    h.world('ask', who='Anna K.', text='@becker Habt ihr am Sonntag offen?')
    q = h.wait_question('Sonntag', 'waiting')
    expect(q['known'], True, 'known')
    # Everybody who waits is asked about; a line per change tells.
    h.world('ask', who='Bernd M.', text='@becker Was kostet ein Strauß?')
    h.wait_question('kostet', 'waiting', known=True)
    with open(said) as f:
        asked = json.loads(f.readline())
    expect(sorted(asked), ['client', 'handle', 'native_id', 'network', 'realm',
                           'v'], 'what it is told')
    has(h.run('people', '--known', env=GERMAN), 'Kunde')
    has(h.run('config'), path, crm)
    h.stop()


if __name__ == '__main__':
    main([marks, flood, hostile, forgotten, customers])

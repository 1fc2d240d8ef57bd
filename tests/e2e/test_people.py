"""People at the terminal: lists, history, marks, with hostile names."""
import os, sys
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from house import House, Failed, main


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
    has(h.run('people', 'show', anna), 'Anna K.', 'Sonntag', '1 waiting')
    has(h.run('people', 'show', 'anna', env=GERMAN), '1 Gespräche', '1 offen')
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


if __name__ == '__main__':
    main([marks, hostile])

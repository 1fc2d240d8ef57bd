# lines as `hark push' brings them; the last one needs no newline
start PUSH text="{\"id\": \"f1\", \"kind\": \"message\", \"visibility\": \"private\", \"author\": \"anna@example.org\", \"name\": \"Anna K.\", \"created\": \"2026-11-20T11:59:00Z\", \"text\": \"Kann ich den Kurs noch buchen?\"}\n{\"id\": \"f2\", \"text\": \"Und was kostet er?\", \"created\": \"2026-11-20T11:59:30Z\"}" now=2026-11-20T12:00:00Z
post f1 message private author=anna@example.org name="Anna K." created=2026-11-20T11:59:00.000Z text="Kann ich den Kurs noch buchen?"
post f2 mention unknown created=2026-11-20T11:59:30.000Z text="Und was kostet er?"
done

start PUSH text="hello\n{}\n" now=2026-11-20T12:00:00Z
odd a line that is no JSON
odd a post without "id"
done

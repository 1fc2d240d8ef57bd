-- An id that is its own key need not be kept twice, nor within its address:
-- '' is the key in digits, and U+0001 in an address is the id.  Who reads
-- sees both whole; who writes uses post_short_url().
ALTER TABLE post RENAME COLUMN native TO native_short;
ALTER TABLE post RENAME COLUMN url TO url_short;
ALTER TABLE post ADD COLUMN native TEXT AS
	(CASE native_short WHEN '' THEN CAST(key64 AS TEXT) ELSE native_short END);
ALTER TABLE post ADD COLUMN url TEXT AS
	(replace(url_short, char(1), CASE native_short WHEN ''
	THEN CAST(key64 AS TEXT) ELSE native_short END));

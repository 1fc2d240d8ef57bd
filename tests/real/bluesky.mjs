// Starts the servers of a Bluesky network for bluesky.sh: PLC, PDS, AppView and
// what they need, without any accounts.  The packages lie in the folder of the
// environment's REAL_NPM.  Prints READY when all of them listen.
const dist = `${process.env.REAL_NPM}/node_modules/@atproto/dev-env/dist`
await import(`${dist}/env.js`)
const { TestNetwork } = await import(`${dist}/index.js`)

const network = await TestNetwork.create({
	plc: { port: 2582 },
	pds: { port: 2583, hostname: 'localhost', enableDidDocWithSession: true },
	bsky: {
		port: 2584,
		publicUrl: 'http://localhost:2584',
		dbPostgresSchema: 'bsky',
	},
	ozone: { port: 2587 },
})
console.log('READY')
process.on('SIGTERM', async () => {
	await network.close()
	process.exit(0)
})

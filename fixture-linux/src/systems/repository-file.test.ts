// A file of repositories asks dnf for signatures of packages and metadata.
import test from 'ava'
import {renderRepositoryFile} from './repository-file.ts'

test('two repositories of a server', t => {
  t.is(
    renderRepositoryFile('http://172.17.0.2'),
    `[baseos]
name=Fixture Linux $releasever - baseos
baseurl=http://172.17.0.2/$releasever/baseos/$basearch/
enabled=1
gpgcheck=1
repo_gpgcheck=1
gpgkey=http://172.17.0.2/$releasever/RPM-GPG-KEY-fixture-$releasever

[appstream]
name=Fixture Linux $releasever - appstream
baseurl=http://172.17.0.2/$releasever/appstream/$basearch/
enabled=1
gpgcheck=1
repo_gpgcheck=1
gpgkey=http://172.17.0.2/$releasever/RPM-GPG-KEY-fixture-$releasever
`,
  )
})

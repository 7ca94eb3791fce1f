/** What the page Live shows of the streams that are live: their rates over the last minutes, their recordings, addresses to push to. */
package io.livetape.console.live;

/** Files that were not recorded here: what they are, found by the project's own readers. */
package io.livetape.vod.upload;

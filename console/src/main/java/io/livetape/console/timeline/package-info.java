/** A day of a stream, put together of what is known of its pushes, its recordings and its files. Pure. */
package io.livetape.console.timeline;

/** What messages say: protocol control (5.4), user control (7.1.7), commands (7.2) and aggregates (7.1.6) of Adobe RTMP 1.0. Pure. */
package io.livetape.rtmp.message;

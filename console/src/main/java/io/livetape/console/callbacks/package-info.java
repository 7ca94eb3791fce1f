/** What the page Callbacks asks for and does: receivers, what was sent to them and what came of it, sending again, trying a receiver. */
package io.livetape.console.callbacks;

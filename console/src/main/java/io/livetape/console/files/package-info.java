/** What the pages of recorded files ask for beside the cloud's own actions. */
package io.livetape.console.files;

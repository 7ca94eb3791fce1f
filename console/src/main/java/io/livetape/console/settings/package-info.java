/** What the page Settings asks for and does, besides the API's own actions: users, API keys, storage, the audit log. */
package io.livetape.console.settings;

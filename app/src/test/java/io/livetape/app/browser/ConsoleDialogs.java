package io.livetape.app.browser;

import static io.livetape.app.browser.ConsoleDialog.asking;
import static io.livetape.app.browser.ConsoleDialog.fill;
import static io.livetape.app.browser.ConsoleDialog.form;
import static io.livetape.app.browser.ConsoleDialog.press;
import static io.livetape.app.browser.ConsoleDialog.telling;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Every dialog of the console that a page opens, by the addresses of their pages; {@code FILE} stands for the id of a file. */
final class ConsoleDialogs {
  static final Map<String, List<ConsoleDialog>> PAGES = pages();

  private ConsoleDialogs() {}

  private static Map<String, List<ConsoleDialog>> pages() {
    Map<String, List<ConsoleDialog>> pages = new LinkedHashMap<>();
    pages.put("live", live());
    pages.put("live/live/now", stream());
    pages.put("recording", recording());
    pages.put("files", files());
    pages.put("files/FILE", file());
    pages.put("timeline/live/show", List.of(form("pages/timeline/window.js: Share this window",
        choosing().andThen(press("Share")), "Make addresses", "console/ShareWindow")));
    pages.put("callbacks", callbacks());
    pages.put("settings/domains", domains());
    pages.put("settings/api-keys", apiKeys());
    pages.put("settings/users", users());
    return pages;
  }

  private static List<ConsoleDialog> live() {
    return List.of(
        asking("pages/live.js: Allow {name} again", press("Allow again: banned"), "Allow again", "live/ResumeLiveStream",
            "Could not allow banned"),
        form("pages/live-push.js: Push address", press("Make a push address").andThen(fill("Stream", "next")), "Make the address",
            "console/MakePushUrl"));
  }

  private static List<ConsoleDialog> stream() {
    return List.of(
        form("pages/live-dialogs.js: Record now", press("Record now"), "Record now", "live/CreateRecordTask"),
        asking("pages/live-dialogs.js: Drop {name}", press("Drop"), "Drop", "live/DropLiveStream", "Could not drop now"),
        form("pages/live-dialogs.js: Forbid {name}", press("Forbid"), "Forbid", "live/ForbidLiveStream"),
        asking("pages/live-stream.js: Stop recording", press("Stop recording"), "Stop recording", "console/StopRecording",
            "Could not stop the recording"));
  }

  private static List<ConsoleDialog> recording() {
    return List.of(
        asking("pages/recording/rules.js: Delete this rule?", press("Delete the rule: all streams at 127.0.0.1"), "Delete the rule",
            "live/DeleteLiveRecordRule", "Could not delete the rule"),
        asking("pages/recording/everything.js: Remove this rule?", press("Remove the rule: 127.0.0.1"), "Remove the rule",
            "live/DeleteLiveRecordRule", "Could not turn it off"),
        asking("pages/recording/templates.js: Delete this template?", press("Delete the template: spare"), "Delete the template",
            "live/DeleteLiveRecordTemplate", "Could not delete the template"),
        form("pages/recording/rule-form.js: New rule", press("New rule"), "Make the rule", "live/CreateLiveRecordRule"),
        form("pages/recording/template-form.js: title", press("New template").andThen(fill("Name", "lesson")).andThen(everyFormat()),
            "Make the template", "live/CreateLiveRecordTemplate"));
  }

  private static List<ConsoleDialog> files() {
    Consumer<ConsoleTab> choice = console -> console.page().getByLabel("All on this page").check();
    return List.of(
        form("pages/files/upload.js: Upload by URL", press("Upload by URL").andThen(fill("Address of the file", "https://example.org/clip.mp4")),
            "Fetch", "vod/PullUpload"),
        asking("pages/files/bulk.js: Delete this file? / Delete {n} files?", choice.andThen(press("Delete")), "Delete for good", "vod/DeleteMedia",
            "Could not delete all of them"),
        asking("pages/files/bulk.js: Add tags", choice.andThen(press("Add tags")).andThen(fill("Tags", "lecture")), "Add",
            "vod/ModifyMediaInfo", "Could not tag all of them"));
  }

  private static List<ConsoleDialog> file() {
    return List.of(
        asking("pages/files/file.js: Delete this file?", press("Delete"), "Delete for good", "vod/DeleteMedia", "Could not delete this file"),
        form("pages/files/share.js: Share this file", press("Share"), "Make addresses", "console/ShareFile"));
  }

  private static List<ConsoleDialog> callbacks() {
    return List.of(
        form("pages/callback-test.js: Test {name}", press("Test: Library"), "Send", "console/TestCallback"),
        form("pages/callback-template.js: title", press("Add a receiver").andThen(fill("Name", "Archive")), "Add",
            "live/CreateLiveCallbackTemplate"),
        form("pages/callback-receivers.js: Which streams is {name} told of?",
            press("Add a rule: Library").andThen(fill("Push domain", "live.example.org")), "Add the rule", "live/CreateLiveCallbackRule"),
        asking("pages/callback-receivers.js: Delete {name}?", press("Delete: Library"), "Delete", "live/DeleteLiveCallback*",
            "Could not delete the receiver"),
        asking("pages/callback-receivers.js: Delete the rule?", press("Delete the rule push.example.org / live"), "Delete",
            "live/DeleteLiveCallbackRule", "Could not delete the rule"),
        form("pages/callback-event.js: Event", console -> console.page().locator("tbody a").first().click(), "Send again",
            "console/ResendCallback"));
  }

  private static List<ConsoleDialog> domains() {
    return List.of(
        form("pages/settings-domains.js: Add a domain", press("Add a domain").andThen(fill("Name", "play.example.org")), "Add",
            "live/AddLiveDomain"),
        asking("pages/settings-domains.js: Delete {name}?", press("Delete: push.example.org"), "Delete", "live/DeleteLiveDomain",
            "Could not delete the domain"),
        form("pages/settings-domains.js: `${title}: ${domain}`",
            press("Show: Push keys, push.example.org", "Change: Push keys, push.example.org"), "Save", "live/ModifyLivePushAuthKey"));
  }

  private static List<ConsoleDialog> apiKeys() {
    return List.of(
        form("pages/settings-api-keys.js: Add a key", press("Add a key").andThen(fill("Name", "a program")), "Add", "console/CreateApiKey"),
        telling("pages/settings-api-keys.js: The new key",
            press("Add a key").andThen(fill("Name", "a program")).andThen(console -> console.dialogButton("Add").click())
                .andThen(console -> console.dialogButton("I have it").waitFor())),
        asking("pages/settings-api-keys.js: Revoke {name}?", press("Revoke: a program"), "Revoke", "console/RevokeApiKey",
            "Could not revoke the key"));
  }

  private static List<ConsoleDialog> users() {
    return List.of(
        form("pages/settings-users.js: Add a user",
            press("Add a user").andThen(fill("Name", "nora")).andThen(fill("Password", "noras-password")), "Add", "console/CreateUser"),
        form("pages/settings-users.js: The role of {name}", press("Change the role: olga"), "Save", "console/ModifyUser"),
        form("pages/settings-users.js: A new password for {name}",
            press("New password: olga").andThen(fill("Password", "olgas-new-password")), "Save", "console/ModifyUser"),
        asking("pages/settings-users.js: Delete {name}?", press("Delete: olga"), "Delete", "console/DeleteUser", "Could not delete the user"));
  }

  /** A window of the timeline. */
  private static Consumer<ConsoleTab> choosing() {
    return console -> console.page().getByLabel(Pattern.compile("^Choose: Recorded")).first().click();
  }

  /** With the fields of each. */
  private static Consumer<ConsoleTab> everyFormat() {
    return console -> {
      for (String format : List.of("MP4", "HLS", "FLV", "AAC")) {
        console.dialog().getByLabel("Record as " + format).check();
      }
    };
  }
}

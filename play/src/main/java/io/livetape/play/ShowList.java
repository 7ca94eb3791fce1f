package io.livetape.play;

import static io.livetape.play.Html.name;

import io.livetape.vod.RecordedFile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Lists of recording files as cards, one for each show: all that was recorded of one push. Pure; any thread. */
final class ShowList {
  private static final Comparator<RecordedFile> IN_A_CARD =
      Comparator.comparing(RecordedFile::startedAt).thenComparing(RecordedFile::format);

  private final Wording wording;

  ShowList(Wording wording) {
    this.wording = wording;
  }

  /** The files of one show, on the page of one of them. */
  String show(List<RecordedFile> files, RecordedFile current) {
    return card(files, current.fileId(), Wording.title(current), "h3");
  }

  /** Shows in the order of the files, under the days on which they began. */
  String days(List<RecordedFile> files, String currentId) {
    StringBuilder list = new StringBuilder();
    String day = "";
    for (List<RecordedFile> show : shows(files)) {
      String next = wording.day(begin(show));
      if (!next.equals(day)) {
        list.append("<h3>").append(next).append("</h3>\n");
        day = next;
      }
      list.append(card(show, currentId, show.getFirst().origin().stream(), "h4"));
    }
    return list.toString();
  }

  /** @param known the name that the page has told already */
  private String card(List<RecordedFile> files, String currentId, String known, String heading) {
    StringBuilder card = new StringBuilder("<section class=\"card show\">\n<" + heading + " class=\"title\">");
    String title = title(files);
    if (!title.equals(known)) {
      card.append(name(title)).append(' ');
    }
    Instant end = files.stream().map(RecordedFile::endedAt).max(Comparator.naturalOrder()).orElseThrow();
    card.append("<span class=\"times\">").append(wording.clocks(begin(files), end)).append("</span></" + heading + ">\n<ul>\n");
    files.stream().sorted(IN_A_CARD).forEach(file -> card.append(row(file, title, file.fileId().equals(currentId))));
    return card.append("</ul>\n</section>\n").toString();
  }

  private String row(RecordedFile file, String showTitle, boolean current) {
    return """
        <li><a href="/watch/%s"%s><span class="format">%s</span> <span class="times">%s%s</span> <span class="fact">%s</span> \
        <span class="fact">%s</span></a></li>
        """.formatted(file.fileId(), current ? " aria-current=\"page\"" : "", Wording.format(file),
        wording.clocks(file.startedAt(), file.endedAt()), ownName(file, showTitle), Wording.length(file.content().durationMs()),
        Wording.size(file.content().sizeBytes()));
  }

  /** What a piece is called that somebody has named apart from its show. */
  private static String ownName(RecordedFile file, String showTitle) {
    String title = Wording.title(file);
    return title.equals(showTitle) || title.equals(file.origin().stream()) ? "" : " <span class=\"own\">" + name(title) + "</span>";
  }

  /**
   * What a show is called: as one of its files, those first that people have changed something of, then those that play best; after its
   * stream if they all are.
   */
  static String title(List<RecordedFile> show) {
    return show.stream()
        .sorted(Comparator.comparing((RecordedFile file) -> file.entry().updatedAt() == null).thenComparing(ShowingNow.BEST_FIRST))
        .map(Wording::title).filter(title -> !title.equals(show.getFirst().origin().stream())).findFirst()
        .orElseGet(() -> Wording.title(show.getFirst()));
  }

  /** The files by their pushes, in the order of the first of each. */
  static List<List<RecordedFile>> shows(List<RecordedFile> files) {
    Map<String, List<RecordedFile>> shows = new LinkedHashMap<>();
    for (RecordedFile file : files) {
      String sequence = file.origin().pushSequence();
      shows.computeIfAbsent(sequence.isEmpty() ? file.fileId() : sequence, _ -> new ArrayList<>()).add(file);
    }
    return List.copyOf(shows.values());
  }

  private static Instant begin(List<RecordedFile> files) {
    return files.stream().map(RecordedFile::startedAt).min(Comparator.naturalOrder()).orElseThrow();
  }
}

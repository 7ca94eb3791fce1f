package io.livetape.play;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class NoticePageTest {
  @Test
  void notice_ofAnyText_showsItAsText() throws IOException {
    assertThat(NoticePage.html(Language.ENGLISH, Shelf.HOSTILE, Shelf.HOSTILE)).doesNotContain("<script>alert").contains("&quot;&gt;&lt;script&gt;alert(1)");
    Golden.check("notice.html", NoticePage.html(Language.ENGLISH, 404, Sentence.of("There is nothing at this address.")));
  }

  @Test
  void homeThatListsNothing_saysWhereToGo() throws IOException {
    Golden.check("home.html", new HomePage(Language.ENGLISH).closed());
  }
}

package io.livetape.console.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.livetape.api.transport.ApiException;
import io.livetape.vod.Condition;
import io.livetape.vod.FileOrder;
import io.livetape.vod.Page;
import io.livetape.vod.Search;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilesQueryTest {
  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

  @Test
  void queryOfNothing_isAllFiles_theNewestFirst() {
    Search search = query("", "", "CreatedAt", null).search(SHANGHAI, 7);

    assertThat(search.subAppId()).isEqualTo(7);
    assertThat(search.conditions()).isEmpty();
    assertThat(search.order()).isEqualTo(FileOrder.NEWEST);
    assertThat(search.page()).isEqualTo(new Page(0, 50));
  }

  @Test
  void days_areThoseOfTheServersZone_theLastOneWhole() {
    assertThat(query("2026-11-22", "2026-11-22", "CreatedAt", true).search(SHANGHAI, 7).conditions()).containsExactly(
        Condition.created(Instant.parse("2026-11-21T16:00:00Z"), Instant.parse("2026-11-22T15:59:59.999Z")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"yesterday", "2026-02-30", "22.11.2026", "+123456789-01-01", "-0001-01-01"})
  void day_thatIsNone_isRefused(String day) {
    assertThatThrownBy(() -> query("", day, "CreatedAt", true).search(SHANGHAI, 7)).isInstanceOf(ApiException.class)
        .hasMessageContaining("`To` must be a day");
  }

  @ParameterizedTest
  @CsvSource({"Name, false, NAME", "Name, true, NAME_REVERSED", "SizeBytes, , LARGEST", "SizeBytes, false, SMALLEST",
      "DurationMs, true, LONGEST", "DurationMs, false, SHORTEST", "CreatedAt, false, OLDEST"})
  void order_isThatOfTheColumn(String sort, Boolean descending, FileOrder order) {
    assertThat(query("", "", sort, descending).search(SHANGHAI, 7).order()).isEqualTo(order);
  }

  private static FilesQuery query(String from, String to, String sort, Boolean descending) {
    return new FilesQuery("", "", from, to, "", null, null, List.of(), sort, descending, 0L, 50L, null);
  }
}

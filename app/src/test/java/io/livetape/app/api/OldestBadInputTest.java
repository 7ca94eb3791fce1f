package io.livetape.app.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.livetape.app.LivetapeServer;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Wrong input to {@code /common_access} is answered with a number and a message that names the parameter, and changes nothing. */
class OldestBadInputTest {
  private static final String KEY = "older-key";

  private static LivetapeServer server;

  @BeforeAll
  static void start() {
    server = LivetapeServer.start("api.older-key=" + KEY);
    server.data().add(ShelvedFile.of("1", "first").ofStream(ShelvedFile.origin("show")).file());
  }

  @AfterAll
  static void close() {
    server.close();
  }

  /** S stands for {@code Param.s.}, LONG for a thousand letters. */
  @ParameterizedTest
  @CsvSource(delimiter = ';', value = {
    "Live_Tape_GetFilelist; ''; 4; channel_id",
    "Live_Tape_GetFilelist; Schannel_id=show&Spage_no=0; 4; page_no",
    "Live_Tape_GetFilelist; Schannel_id=show&Spage_no=first; 4; page_no",
    "Live_Tape_GetFilelist; Schannel_id=show&Spage_size=101; 4; page_size",
    "Live_Tape_GetFilelist; Schannel_id=show&Spage_size=99999999999999999999; 4; page_size",
    "Live_Tape_GetFilelist; Schannel_id=show&Ssort_type=up; 4; sort_type",
    "Live_Tape_GetFilelist; Schannel_id=show&Sstart_time=soon; 4; start_time",
    "Live_Tape_GetFilelist; Schannel_id=show&Sstart_time=2016-12-10+00:00:00&Send_time=2016-12-12+00:00:00; 4; end_time",
    "Live_Tape_GetFilelist; Schannel_id=nobody; 20601; stream",
    "Live_Tape_GetFilelist; Schannel_id=LONG; 20601; stream",
    "Live_Tape_Start; ''; 4; channel_id",
    "Live_Tape_Start; Schannel_id=s&Stask_sub_type=2; 4; task_sub_type",
    "Live_Tape_Start; Schannel_id=s&Srecord_type=both; 4; record_type",
    "Live_Tape_Start; Schannel_id=s&Sstart_time=soon; 5; start_time",
    "Live_Tape_Start; Schannel_id=s&Sstart_time=2099-12-10+00:00:00; 5; end_time",
    "Live_Tape_Start; Schannel_id=s&Sstart_time=2099-12-10+00:00:00&Send_time=2099-12-12+00:00:00; 5; end_time",
    "Live_Tape_Start; Schannel_id=s&Sstart_time=2099-12-10+00:00:00&Send_time=2099-12-10+01:00:00&Sfile_format=mp3; 5; file_format",
    "Live_Tape_Start; Schannel_id=s&Sstart_time=2099-12-10+00:00:00&Send_time=2099-12-10+01:00:00&Sdomain=a/b; 5; domain",
    "Live_Tape_Start; Schannel_id=a/b&Sstart_time=2099-12-10+00:00:00&Send_time=2099-12-10+01:00:00; 5; channel_id",
    "Live_Tape_Start; Schannel_id=s&Spath=LONG&Sstart_time=2099-12-10+00:00:00&Send_time=2099-12-10+01:00:00; 5; path",
    "Live_Tape_Start; Schannel_id=s&Stask_sub_type=1; 20601; channel_id",
    "Live_Tape_Stop; Stask_id=9; 4; channel_id",
    "Live_Tape_Stop; Schannel_id=s; 4; task_id",
    "Live_Tape_Stop; Schannel_id=s&Stask_id=x; 4; task_id",
    "Live_Tape_Stop; Schannel_id=s&Stask_id=9; 5; task_id",
    "Live_Channel_GetStatus; ''; 4; channel_id",
    "Live_Channel_GetStatus; Schannel_id=a/b; 4; channel_id",
    "Live_Channel_GetStatus; Schannel_id=nobody; 20601; stream",
    "Live_Channel_SetStatus; Sstatus=0; 4; channel_id",
    "Live_Channel_SetStatus; Schannel_id=s; 4; status",
    "Live_Channel_SetStatus; Schannel_id=s&Sstatus=3; 4; status",
    "Live_Channel_SetStatus; Schannel_id=LONG&Sstatus=0; 4; channel_id",
    "channel_manager; Saction=forbid; 4; channel_id",
    "channel_manager; Schannel_id=s; 4; action",
    "channel_manager; Schannel_id=s&Saction=stop; 4; action",
    "channel_manager; Schannel_id=s&Saction=forbid&Sabstime_end=1; 4; abstime_end",
    "channel_manager; Schannel_id=a/b&Saction=forbid; 4; channel_id",
    "Live_Tape_Rewind; Schannel_id=s; 3; interface"
  })
  void call_withThisInput_isAnsweredByNumberAndNameAndChangesNothing(String name, String parameters, int ret, String named) {
    Map<String, String> before = server.data().content();
    String query = parameters.replaceAll("(^|&)S", "$1Param.s.").replace("LONG", "x".repeat(1000));

    JsonNode answer = new OldestCalls(server, KEY).call(name, query);

    assertThat(answer.path("ret").asInt()).as(answer.toString()).isEqualTo(ret);
    assertThat(answer.path("message").asText()).contains(named);
    assertThat(server.data().content()).isEqualTo(before);
  }

  @Test
  void rows_areThereForEveryInterfaceThatTakesParameters() throws Exception {
    CsvSource rows = OldestBadInputTest.class.getDeclaredMethod("call_withThisInput_isAnsweredByNumberAndNameAndChangesNothing",
        String.class, String.class, int.class, String.class).getAnnotation(CsvSource.class);
    Set<String> tried = new TreeSet<>(Set.of("Live_Channel_GetLiveChannelList"));
    Arrays.stream(rows.value()).forEach(row -> tried.add(row.split(";")[0]));

    assertThat(tried).containsAll(KnownActions.oldest());
  }
}

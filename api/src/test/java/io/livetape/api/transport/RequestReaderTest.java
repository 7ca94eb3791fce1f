package io.livetape.api.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.livetape.api.transport.Check.Between;
import io.livetape.api.transport.Check.Default;
import io.livetape.api.transport.Check.Form;
import io.livetape.api.transport.Check.OneOf;
import io.livetape.api.transport.Check.Required;
import io.livetape.api.transport.Check.Size;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestReaderTest {
  record Part(@Required Long enable, @Default("1800") @Between(min = 60, max = 7200) Long interval) {}

  record Request(
      @Required @Size(min = 1, max = 6) String name,
      @Default("2") Long count,
      Boolean on,
      Double factor,
      @OneOf({"a", "b"}) String letter,
      @Form(regex = "[0-9]+", words = "digits") String digits,
      @Size(max = 2) List<String> names,
      @Between(max = 9) List<Long> numbers,
      Part part,
      List<Part> parts) {}

  @Test
  void json_ofEveryKind_becomesTheRecord() {
    Request request = json("""
        {"Name": "x", "Count": 3, "On": true, "Factor": 1.5, "Letter": "b", "Digits": "42", "Names": ["p", "q"], "Numbers": [1, 9],
         "Part": {"Enable": 1, "Interval": 60}, "Parts": [{"Enable": 0}, {"Enable": 1}]}""");

    assertThat(request).isEqualTo(new Request("x", 3L, true, 1.5, "b", "42", List.of("p", "q"), List.of(1L, 9L), new Part(1L, 60L),
        List.of(new Part(0L, 1800L), new Part(1L, 1800L))));
  }

  @Test
  void query_ofEveryKind_becomesTheSameRecord() {
    Request request = query("Name=x&Count=3&On=true&Factor=1.5&Letter=b&Digits=42&Names.0=p&Names.1=q&Numbers.0=1&Numbers.1=9"
        + "&Part.Enable=1&Part.Interval=60&Parts.0.Enable=0&Parts.1.Enable=1");

    assertThat(request).isEqualTo(json("""
        {"Name": "x", "Count": 3, "On": true, "Factor": 1.5, "Letter": "b", "Digits": "42", "Names": ["p", "q"], "Numbers": [1, 9],
         "Part": {"Enable": 1, "Interval": 60}, "Parts": [{"Enable": 0}, {"Enable": 1}]}"""));
  }

  @Test
  void whatIsLeftOutOrNull_isItsDefaultOrNull() {
    Request request = json("{\"Name\": \"x\", \"On\": null, \"Part\": null}");

    assertThat(request).isEqualTo(new Request("x", 2L, null, null, null, null, null, null, null, null));
  }

  /** Code and the parameter that the message names. */
  @ParameterizedTest
  @CsvSource(delimiter = ';', value = {
    "{}; MissingParameter; `Name`",
    "{\"Name\": null}; MissingParameter; `Name`",
    "{\"Name\": \"x\", \"Part\": {}}; MissingParameter; `Part.Enable`",
    "{\"Name\": \"x\", \"Parts\": [{\"Enable\": 1}, {}]}; MissingParameter; `Parts.1.Enable`",
    "{\"Name\": \"x\", \"Nmae\": 1}; UnknownParameter; `Nmae`",
    "{\"name\": \"x\"}; UnknownParameter; `name`",
    "{\"Name\": \"x\", \"Part\": {\"Enable\": 1, \"X\": 1}}; UnknownParameter; `Part.X`",
    "{\"Name\": 1}; InvalidParameter; `Name`",
    "{\"Name\": [\"x\"]}; InvalidParameter; `Name`",
    "{\"Name\": \"x\", \"Count\": \"3\"}; InvalidParameter; `Count`",
    "{\"Name\": \"x\", \"Count\": 1.5}; InvalidParameter; `Count`",
    "{\"Name\": \"x\", \"Count\": 9223372036854775808}; InvalidParameter; `Count`",
    "{\"Name\": \"x\", \"On\": 1}; InvalidParameter; `On`",
    "{\"Name\": \"x\", \"Factor\": \"1\"}; InvalidParameter; `Factor`",
    "{\"Name\": \"x\", \"Names\": \"p\"}; InvalidParameter; `Names`",
    "{\"Name\": \"x\", \"Names\": [null]}; InvalidParameter; `Names.0`",
    "{\"Name\": \"x\", \"Part\": 1}; InvalidParameter; `Part`",
    "{\"Name\": \"\"}; Value.Name; `Name` must be 1 to 6 bytes long",
    "{\"Name\": \"录制x\"}; Value.Name; `Name` must be 1 to 6 bytes long",
    "{\"Name\": \"x\", \"Letter\": \"c\"}; Value.Letter; `Letter` must be one of a, b",
    "{\"Name\": \"x\", \"Digits\": \"4x\"}; Value.Digits; `Digits` must be digits",
    "{\"Name\": \"x\", \"Names\": [\"a\", \"b\", \"c\"]}; Value.Names; `Names` must be 0 to 2 items",
    "{\"Name\": \"x\", \"Numbers\": [1, 10]}; Value.Numbers; `Numbers` must be 0 to 9",
    "{\"Name\": \"x\", \"Part\": {\"Enable\": 1, \"Interval\": 59}}; Value.Part.Interval; `Part.Interval` must be 60 to 7200"
  })
  void json_thatDoesNotFit_isRefusedByName(String text, String code, String message) {
    assertThatThrownBy(() -> json(text)).isInstanceOfSatisfying(ApiException.class, e -> {
      assertThat(e.code()).isEqualTo(code);
      assertThat(e).hasMessageContaining(message);
    });
  }

  @ParameterizedTest
  @CsvSource({
    "Name=x&Count=, InvalidParameter", "Name=x&Count=9223372036854775808, InvalidParameter", "Name=x&On=yes, InvalidParameter",
    "Name=x&Name.A=1, InvalidParameter", "Name.A=1&Name=x, InvalidParameter", "Name=x&Name=y, InvalidParameter",
    "Name=x&Parts.x.Enable=1, InvalidParameter", "Name=%zz, InvalidParameter", "Name=x&=y, UnknownParameter",
    "Name=x&Part.A.B.C.D.E.F.G.H=1, UnknownParameter"
  })
  void query_thatDoesNotFit_isRefused(String text, String code) {
    assertThatThrownBy(() -> query(text)).isInstanceOfSatisfying(ApiException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  @Test
  void query_ofTooManyParameters_isRefused() {
    String text = "Name=x" + IntStream.range(0, FlatParameters.COUNT_MAX)
        .mapToObj(i -> "&P" + i + "=1").collect(Collectors.joining());

    assertThatThrownBy(() -> query(text)).isInstanceOf(ApiException.class).hasMessageContaining("more than");
  }

  @Test
  void message_aboutAnEndlessName_ends() {
    assertThatThrownBy(() -> query("Name=x&" + "n".repeat(30_000) + "=1")).satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(600));
  }

  private static Request json(String text) {
    return new RequestReader(false, path -> "Value." + path).read(Request.class, JsonBody.read(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static Request query(String text) {
    return new RequestReader(true, path -> "Value." + path).read(Request.class, FlatParameters.of(text).tree());
  }
}

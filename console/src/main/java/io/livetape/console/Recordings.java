package io.livetape.console;

import io.livetape.api.live.RecordRules;
import io.livetape.record.FormatPlan;
import io.livetape.record.RecordPlan;
import io.livetape.record.RecordPolicy;
import io.livetape.vod.Catalogue;

/**
 * How streams are recorded, and what was made of them.
 *
 * @param policy what decides about a real push: its address, the rules, the configuration
 * @param usual how formats are made that only an address asks for
 * @param configured for every stream that no rule is for
 * @param fileName the template of names where none is given
 */
public record Recordings(
    RecordRules rules, RecordPolicy policy, FormatPlan usual, RecordPlan configured, String fileName, Catalogue catalogue) {}

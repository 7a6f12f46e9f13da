package chat.maru.contract.position;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class PositionsTest {
  private final Positions positions = new Positions();

  @Test
  void aFreshPartitionStartsWhereTheDatabaseIs() {
    assertThat(positions.check(Map.of(3, 40L), Map.of(3, 50L))).isEqualTo(Map.of(3, 40L));
  }

  @Test
  void aDatabaseThatIsAheadOfTheOffsetChangesNothing() {
    assertThat(positions.check(Map.of(3, 60L), Map.of(3, 50L))).isEmpty();
  }

  @Test
  void aDatabaseThatKnowsNothingGetsEverythingAgain() {
    assertThat(positions.check(Map.of(), Map.of(3, 50L))).isEqualTo(Map.of(3, 0L));
  }

  @Test
  void aPartitionNeverReadIsFine() {
    assertThat(positions.check(Map.of(), Map.of(3, 0L))).isEmpty();
  }

  @Test
  void offsetsThatRetentionHasDeletedAreAskedForOnce() {
    assertThat(positions.check(Map.of(3, 40L), Map.of(3, 50L))).isEqualTo(Map.of(3, 40L));

    assertThat(positions.check(Map.of(3, 40L), Map.of(3, 50L))).isEmpty();
  }

  @Test
  void aDatabaseThatForgotWhatWasWrittenIsReadAgain() {
    positions.check(Map.of(3, 50L), Map.of(3, 50L));
    positions.wrote(Map.of(3, 90L));

    assertThat(positions.check(Map.of(3, 70L), Map.of(3, 90L))).isEqualTo(Map.of(3, 70L));
    assertThat(positions.check(Map.of(3, 70L), Map.of(3, 70L))).isEmpty();
  }

  /// Another node stored it and died before it told of it: it is still to be read.
  @Test
  void d12NothingIsReadAgainFromBeyondWhatComesNext() {
    positions.check(Map.of(3, 100L), Map.of(3, 50L));

    assertThat(positions.check(Map.of(3, 80L), Map.of(3, 50L))).isEqualTo(Map.of(3, 50L));
  }

  @Test
  void partitionsAreJudgedOneByOne() {
    positions.wrote(Map.of(1, 10L, 2, 20L));

    assertThat(positions.check(Map.of(1, 10L, 2, 15L), Map.of(1, 10L, 2, 20L)))
        .isEqualTo(Map.of(2, 15L));
  }

  @Test
  void aPartitionThatComesBackIsAFreshOne() {
    positions.wrote(Map.of(3, 90L));

    positions.assigned(Map.of(3, 70L));

    assertThat(positions.check(Map.of(3, 70L), Map.of(3, 70L))).isEmpty();
  }

  @Test
  void aGapInTheTopicIsNotMistakenForSomethingForgotten() {
    positions.assigned(Map.of(3, 40L));

    assertThat(positions.check(Map.of(3, 40L), Map.of(3, 45L))).isEmpty();
  }

  @Test
  void d1WhatWasOnlyLookedAtIsStillToldLater() {
    positions.wrote(Map.of(3, 90L));

    assertThat(positions.areAhead(Map.of(3, 70L), Map.of(3, 90L))).isTrue();
    assertThat(positions.check(Map.of(3, 70L), Map.of(3, 90L))).isEqualTo(Map.of(3, 70L));
    assertThat(positions.areAhead(Map.of(3, 70L), Map.of(3, 90L))).isFalse();
  }
}

package chat.maru.cluster.launcher;

import static chat.maru.cluster.launcher.AotCache.REHEARSED;
import static chat.maru.cluster.launcher.AotCache.STARTED;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AotCacheTest {
  @TempDir Path folder;

  @Test
  void isUsedOnceItIsThere() throws Exception {
    Path jar = folder.resolve("service.jar");
    assertThat(AotCache.use(jar)).isEmpty();

    Files.createFile(STARTED.of(jar));
    assertThat(AotCache.use(jar)).contains("-XX:AOTCache=" + STARTED.of(jar));
  }

  @Test
  void ofARunUnderTrafficIsPreferred() throws Exception {
    Path jar = folder.resolve("service.jar");
    Files.createFile(STARTED.of(jar));
    Files.createFile(REHEARSED.of(jar));

    assertThat(AotCache.use(jar)).contains("-XX:AOTCache=" + REHEARSED.of(jar));
  }

  @ParameterizedTest
  @EnumSource
  void belongsToOneJarAndOneJvm(AotCache cache) {
    Path jar = folder.resolve("service.jar");
    assertThat(cache.of(jar).getParent()).isEqualTo(folder);
    assertThat(cache.of(jar).getFileName().toString())
        .contains("service.jar", Runtime.version().toString());
    assertThat(cache.of(folder.resolve("other.jar"))).isNotEqualTo(cache.of(jar));
  }
}

package chat.maru.cluster.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AotCacheTest {
  @TempDir Path folder;

  @Test
  void isUsedOnceItIsThere() throws Exception {
    Path jar = folder.resolve("service.jar");
    assertThat(AotCache.use(jar)).isEmpty();

    Files.createFile(AotCache.of(jar));
    assertThat(AotCache.use(jar)).contains("-XX:AOTCache=" + AotCache.of(jar));
  }

  @Test
  void belongsToOneJarAndOneJvm() {
    Path jar = folder.resolve("service.jar");
    assertThat(AotCache.of(jar).getParent()).isEqualTo(folder);
    assertThat(AotCache.of(jar).getFileName().toString())
        .contains("service.jar", Runtime.version().toString());
    assertThat(AotCache.of(folder.resolve("other.jar"))).isNotEqualTo(AotCache.of(jar));
  }
}

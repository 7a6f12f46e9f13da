package chat.maru.checks.documents;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.checks.NodePackages;
import chat.maru.checks.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// D12: the documents are what they say they are, by the tools that their readers use.
class DocumentsTest {
  private static final Path DOCS = Tools.root().resolve("docs");
  private static final Path SCHEMAS = Path.of("infra/contract/src/main/resources/schemas");

  private static NodePackages packages;

  /// A copy of both documents and of what they refer to, for breaking.
  @TempDir private Path copy;

  @BeforeAll
  static void install() throws IOException {
    packages = NodePackages.install();
  }

  @Test
  void openApiDocumentIsValid() throws IOException {
    valid(openApi(DOCS));
  }

  @Test
  void asyncApiDocumentIsValid() throws IOException {
    valid(asyncApi(DOCS));
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "operationId: getMe|operationid: getMe",
        "'#/components/schemas/Me'|'#/components/schemas/You'",
        "tokenType: Bearer|tokenType: Basic"
      })
  void brokenOpenApiDocumentIsFound(String right, String wrong) throws IOException {
    invalid(openApi(broken("openapi.yaml", right, wrong)), "openapi.yaml");
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "action: send|action: publish",
        "schemas/message.stored.schema.json|schemas/message.lost.schema.json",
        "partitions: 12|partitions: dozen"
      })
  void brokenAsyncApiDocumentIsFound(String right, String wrong) throws IOException {
    invalid(asyncApi(broken("asyncapi.yaml", right, wrong)), "");
  }

  @Test
  void asyncApiDocumentIsHeldTogetherWithTheSchemasOfEvents() throws IOException {
    Path docs = copied();
    replace(
        copy.resolve(SCHEMAS).resolve("read.advanced.schema.json"),
        "\"type\": \"object\"",
        "\"type\": \"thing\"");
    invalid(asyncApi(docs), "\"array\", \"boolean\"");
  }

  @Test
  void lockFileNamesNoRegistry() throws IOException {
    assertThat(Files.readString(Tools.root().resolve("infra/checks/node/package-lock.json")))
        .contains("\"integrity\"")
        .doesNotContain("\"resolved\"");
  }

  private static Tools.Result openApi(Path docs) throws IOException {
    return packages.run(
        "node_modules/@redocly/cli/bin/cli.js",
        "lint",
        "--config",
        "redocly.yaml",
        docs.resolve("openapi.yaml").toString());
  }

  private static Tools.Result asyncApi(Path docs) throws IOException {
    return packages.run("asyncapi.mjs", docs.resolve("asyncapi.yaml").toString());
  }

  private static void valid(Tools.Result result) {
    assertThat(result.status()).as(result.output()).isZero();
  }

  private static void invalid(Tools.Result result, String named) {
    assertThat(result.status()).as(result.output()).isNotZero();
    assertThat(result.output()).contains(named);
  }

  private Path broken(String document, String right, String wrong) throws IOException {
    Path docs = copied();
    replace(docs.resolve(document), right, wrong);
    return docs;
  }

  private Path copied() throws IOException {
    copy(DOCS, copy.resolve("docs"), "yaml");
    copy(Tools.root().resolve(SCHEMAS), copy.resolve(SCHEMAS), "json");
    return copy.resolve("docs");
  }

  private static void copy(Path from, Path to, String ending) throws IOException {
    Files.createDirectories(to);
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.filter(name -> name.toString().endsWith(ending)).toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
  }

  private static void replace(Path file, String right, String wrong) throws IOException {
    String text = Files.readString(file);
    assertThat(text).contains(right);
    Files.writeString(file, text.replace(right, wrong));
  }
}

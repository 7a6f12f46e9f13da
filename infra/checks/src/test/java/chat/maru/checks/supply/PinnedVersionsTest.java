package chat.maru.checks.supply;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.checks.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/// Versions stand in the root's pom.xml and in Spring Boot's bill alone, each of them whole: no
/// range, no `LATEST`, no snapshot.
class PinnedVersionsTest {
  private static final Path ROOT = Tools.root();

  static Stream<Path> modules() throws Exception {
    List<Element> modules = elements(ROOT.resolve("pom.xml"), "module");
    assertThat(modules).hasSizeGreaterThan(7);
    return modules.stream().map(module -> ROOT.resolve(module.getTextContent()).resolve("pom.xml"));
  }

  @ParameterizedTest
  @MethodSource("modules")
  void noModuleNamesAVersionOfItsOwn(Path pom) throws Exception {
    assertThat(elements(pom, "version"))
        .as("versions in %s beside the parent's", pom)
        .extracting(version -> version.getParentNode().getNodeName())
        .containsExactly("parent");
  }

  @Test
  void everyVersionOfTheRootIsAFixedOne() throws Exception {
    var versions =
        elements(ROOT.resolve("pom.xml"), "*").stream()
            .filter(element -> element.getTagName().matches("version|.+\\.version"))
            // The enforcer's are demands, and the first is our own.
            .filter(element -> !element.getParentNode().getNodeName().startsWith("require"))
            .filter(element -> !element.getParentNode().getNodeName().equals("project"))
            .map(Element::getTextContent)
            .toList();

    assertThat(versions)
        .hasSizeGreaterThan(25)
        .allMatch(version -> version.matches("\\d[\\w.-]*|\\$\\{[a-z0-9.-]+}"))
        .noneMatch(version -> version.endsWith("-SNAPSHOT"));
  }

  private static List<Element> elements(Path pom, String name)
      throws IOException, ParserConfigurationException, SAXException {
    try (var in = Files.newInputStream(pom)) {
      var found =
          DocumentBuilderFactory.newDefaultInstance()
              .newDocumentBuilder()
              .parse(in)
              .getElementsByTagName(name);
      return Stream.iterate(0, i -> i < found.getLength(), i -> i + 1)
          .map(i -> (Element) found.item(i))
          .toList();
    }
  }
}

package chat.maru.chat.problem;

import chat.maru.contract.error.ErrorCode;
import chat.maru.contract.json.ContractJson;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.MediaType;

/// Gives what Jetty refuses before any servlet sees it, such as a path with `%00`, the form of all
/// other problems instead of a page about Jetty.
@Configuration(proxyBeanMethods = false)
class ContainerErrors {

  @Bean
  WebServerFactoryCustomizer<JettyServletWebServerFactory> problemsOfTheContainer() {
    return factory ->
        factory.addServerCustomizers(server -> server.setErrorHandler(ContainerErrors::answer));
  }

  private static boolean answer(Request request, Response response, Callback callback) {
    ErrorCode code = StatusCodes.codeOf(response.getStatus());
    response.setStatus(code.status());
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, MediaType.APPLICATION_PROBLEM_JSON_VALUE);
    byte[] body = ContractJson.mapper().writeValueAsBytes(Problem.of(code));
    response.write(true, ByteBuffer.wrap(body), callback);
    return true;
  }
}

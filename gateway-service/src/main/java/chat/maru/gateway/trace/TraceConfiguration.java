package chat.maru.gateway.trace;

import chat.maru.contract.node.NodeAddress;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.resources.Resource;
import org.springframework.boot.micrometer.tracing.autoconfigure.TracingProperties;
import org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.SdkTracerProviderBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class TraceConfiguration {

  @Bean
  Traces traces(Tracer tracer, Propagator propagator, TracingProperties settings) {
    return new Traces(tracer, propagator, settings.getSampling().getProbability());
  }

  @Bean
  SdkTracerProviderBuilderCustomizer spansTellTheNode(NodeAddress self) {
    var node =
        Resource.create(
            Attributes.of(AttributeKey.stringKey("service.instance.id"), self.nodeId()));
    return provider -> provider.addResource(node);
  }
}

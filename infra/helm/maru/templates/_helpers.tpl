{{/* Names: RELEASE-gateway, RELEASE-chat, RELEASE-persistence; a component is one of the three. Node names are pod names. */}}
{{- define "maru.name" -}}
{{- printf "%s-%s" (.root.Release.Name | trunc 30 | trimSuffix "-") .component -}}
{{- end }}

{{- define "maru.release" -}}
app.kubernetes.io/name: maru
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "maru.selector" -}}
{{ include "maru.release" .root }}
app.kubernetes.io/component: {{ .component }}-service
{{- end }}

{{- define "maru.labels" -}}
{{ include "maru.release" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version }}
{{- end }}

{{/* A value that has to be given; `why` says how. */}}
{{- define "maru.needed" -}}
{{- required (printf "%s: none (expected: %s)" .name .why) .value -}}
{{- end }}

{{- define "maru.publicOrigin" -}}
{{- include "maru.needed" (dict "name" "publicOrigin" "value" .Values.publicOrigin "why" "where people open the page, as https://chat.example.org") -}}
{{- end }}

{{- define "maru.socketOrigin" -}}
{{- include "maru.publicOrigin" . | regexFind "^https?://[^/]+" | replace "https://" "wss://" | replace "http://" "ws://" -}}
{{- end }}

{{- define "maru.issuer" -}}
{{- if and (eq .Values.profile "production") (empty .Values.issuer.uri) -}}
{{- include "maru.needed" (dict "name" "issuer.uri" "value" "" "why" "an OpenID provider; the embedded issuer is for local use") -}}
{{- end -}}
{{- .Values.issuer.uri | default (include "maru.publicOrigin" .) -}}
{{- end }}

{{- define "maru.jwksUri" -}}
{{- if .Values.issuer.uri -}}
{{- .Values.issuer.jwksUri -}}
{{- else -}}
{{ include "maru.inside" . }}://{{ include "maru.name" (dict "root" . "component" "chat") }}:8080/.well-known/jwks.json
{{- end -}}
{{- end }}

{{/* How pods call each other. */}}
{{- define "maru.inside" -}}
http{{ if .Values.tls.existingSecret }}s{{ end }}
{{- end }}

{{- define "maru.sasl" -}}
{{- if hasPrefix "SASL_" .Values.kafka.securityProtocol }}yes{{ end -}}
{{- end }}

{{- define "maru.secret" -}}
{{- include "maru.needed" (dict "name" (printf "%s.existingSecret" .name) "value" .value "why" (printf "the name of a Secret that holds %s" .what)) -}}
{{- end }}

{{/* Secrets come as files: environment variables are inherited and end up in dumps. Files under properties/ are named as the
settings that they are (Boot's configtree). */}}
{{- define "maru.secretSources" -}}
{{- $values := .root.Values }}
- secret:
    name: {{ include "maru.secret" (dict "name" "keyring" "value" $values.keyring.existingSecret "what" "the keyring") }}
    items:
      - key: {{ $values.keyring.key }}
        path: keyring.json
{{- if not $values.kek.uri }}
- secret:
    name: {{ include "maru.secret" (dict "name" "kek" "value" $values.kek.existingSecret "what" "the key that wraps the keyring") }}
    items:
      - key: {{ $values.kek.key }}
        path: kek.json
{{- end }}
{{- if ne .component "persistence" }}
- secret:
    name: {{ include "maru.secret" (dict "name" "serviceToken" "value" $values.serviceToken.existingSecret "what" "the internal API's token") }}
    items:
      - key: {{ $values.serviceToken.key }}
        path: service-token
{{- if or $values.redis.existingSecret (not (has "redis" $values.tls.allowPlaintextBackends)) }}
- secret:
    name: {{ include "maru.secret" (dict "name" "redis" "value" $values.redis.existingSecret "what" "Redis' password") }}
    items:
      - key: {{ $values.redis.passwordKey }}
        path: properties/spring.data.redis.password
{{- end }}
{{- end }}
{{- if ne .component "gateway" }}
- secret:
    name: {{ include "maru.secret" (dict "name" "database" "value" $values.database.existingSecret "what" "the database's user and password") }}
    items:
      - key: {{ $values.database.usernameKey }}
        path: properties/spring.datasource.username
      - key: {{ $values.database.passwordKey }}
        path: properties/spring.datasource.password
{{- if $values.keyStore.url }}
- secret:
    name: {{ include "maru.secret" (dict "name" "keyStore" "value" $values.keyStore.existingSecret "what" "the key store's user and password") }}
    items:
      - key: {{ $values.keyStore.usernameKey }}
        path: properties/maru.keys.username
      - key: {{ $values.keyStore.passwordKey }}
        path: properties/maru.keys.password
{{- end }}
{{- end }}
{{- with $values.tls.existingSecret }}
- secret:
    name: {{ . }}
    items:
      - key: tls.crt
        path: tls/tls.crt
      - key: tls.key
        path: tls/tls.key
      - key: ca.crt
        path: tls/ca.crt
{{- end }}
{{- with $values.tls.backendsAuthority }}
{{- if .existingSecret }}
- secret:
    name: {{ .existingSecret }}
    items:
      - key: {{ .key }}
        path: backends/ca.crt
{{- end }}
{{- end }}
{{- if include "maru.sasl" .root }}
- secret:
    name: {{ include "maru.secret" (dict "name" "kafka" "value" $values.kafka.existingSecret "what" "Kafka's sasl.jaas.config") }}
    items:
      - key: {{ $values.kafka.jaasKey }}
        path: properties/spring.kafka.properties.sasl.jaas.config
{{- end }}
{{- end }}

{{/* What all services are told. Names are Boot's: upper case, dots as underscores, dashes left out. */}}
{{- define "maru.commonEnv" -}}
{{- $values := .root.Values }}
- name: SPRING_PROFILES_ACTIVE
  value: {{ $values.profile | quote }}
- name: SPRING_CONFIG_IMPORT
  value: optional:configtree:/run/secrets/properties/
- name: MARU_NODE
  valueFrom:
    fieldRef:
      fieldPath: metadata.name
- name: SPRING_KAFKA_BOOTSTRAPSERVERS
  value: {{ include "maru.needed" (dict "name" "kafka.bootstrapServers" "value" $values.kafka.bootstrapServers "why" "HOST:PORT,HOST:PORT") | quote }}
- name: SPRING_KAFKA_SECURITY_PROTOCOL
  value: {{ $values.kafka.securityProtocol }}
{{- if include "maru.sasl" .root }}
- name: SPRING_KAFKA_PROPERTIES_SASL_MECHANISM
  value: {{ $values.kafka.saslMechanism }}
{{- end }}
- name: MARU_KEYRINGFILE
  value: /run/secrets/keyring.json
- name: MARU_KEK
  value: {{ $values.kek.uri | default "file:/run/secrets/kek.json" | quote }}
{{- if ne .component "persistence" }}
- name: MARU_SERVICETOKENFILE
  value: /run/secrets/service-token
- name: MARU_ISSUER
  value: {{ include "maru.issuer" .root | quote }}
- name: MARU_AUDIENCE
  value: {{ $values.issuer.audience | quote }}
- name: MARU_TOKENALGORITHMS
  value: {{ join "," $values.issuer.algorithms | quote }}
- name: SPRING_DATA_REDIS_HOST
  value: {{ include "maru.needed" (dict "name" "redis.host" "value" $values.redis.host "why" "a host name") | quote }}
- name: SPRING_DATA_REDIS_PORT
  value: {{ $values.redis.port | quote }}
- name: SPRING_DATA_REDIS_SSL_ENABLED
  value: {{ $values.redis.tls | quote }}
{{- with $values.redis.username }}
- name: SPRING_DATA_REDIS_USERNAME
  value: {{ . | quote }}
{{- end }}
{{- end }}
{{- if ne .component "gateway" }}
- name: SPRING_DATASOURCE_URL
  value: {{ include "maru.needed" (dict "name" "database.url" "value" $values.database.url "why" "jdbc:postgresql://HOST:5432/maru") | quote }}
{{- with $values.keyStore.url }}
- name: MARU_KEYS_URL
  value: {{ . | quote }}
{{- end }}
{{- end }}
{{- include "maru.tlsEnv" . }}
{{- if and $values.topics.create (eq .component "persistence") }}
- name: MARU_TOPICS_CREATE
  value: "true"
{{- end }}
{{- with .settings.jvmOptions }}
- name: JAVA_TOOL_OPTIONS
  value: {{ . | quote }}
{{- end }}
{{- end }}

{{/* Certificates, whose word about a client counts, and what may be plain. */}}
{{- define "maru.tlsEnv" -}}
{{- $tls := .root.Values.tls }}
{{- if $tls.existingSecret }}
- name: SPRING_SSL_BUNDLE_PEM_POD_KEYSTORE_CERTIFICATE
  value: file:/run/secrets/tls/tls.crt
- name: SPRING_SSL_BUNDLE_PEM_POD_KEYSTORE_PRIVATEKEY
  value: file:/run/secrets/tls/tls.key
- name: SPRING_SSL_BUNDLE_PEM_POD_KEYSTORE_VERIFYKEYS
  value: "true"
- name: SPRING_SSL_BUNDLE_PEM_POD_TRUSTSTORE_CERTIFICATE
  value: file:/run/secrets/tls/ca.crt
- name: SPRING_SSL_BUNDLE_PEM_POD_RELOADONUPDATE
  value: "true"
- name: MANAGEMENT_SERVER_SSL_BUNDLE
  value: pod
{{- if ne .component "persistence" }}
- name: SERVER_SSL_BUNDLE
  value: pod
{{- end }}
{{- if eq .component "gateway" }}
- name: MARU_TLS_SERVICEBUNDLE
  value: pod
{{- if empty .root.Values.issuer.uri }}
- name: MARU_TLS_ISSUERBUNDLE
  value: pod
{{- end }}
{{- end }}
{{- else if not $tls.proxies }}
{{- fail "tls: none (expected: tls.proxies, who terminates TLS before the pods, or tls.existingSecret, a certificate)" }}
{{- else }}
- name: MARU_TLS_ALLOWPLAINTEXTLISTENERS
  value: internal,management
{{- end }}
{{- if and $tls.proxies (ne .component "persistence") }}
- name: MARU_TLS_TERMINATEDBYPROXY
  value: {{ $tls.proxies | join "," | quote }}
{{- end }}
{{- with $tls.allowPlaintextBackends }}
- name: MARU_TLS_ALLOWPLAINTEXTBACKENDS
  value: {{ . | join "," | quote }}
{{- end }}
{{- if $tls.backendsAuthority.existingSecret }}
- name: SPRING_SSL_BUNDLE_PEM_BACKENDS_TRUSTSTORE_CERTIFICATE
  value: file:/run/secrets/backends/ca.crt
{{- if hasSuffix "SSL" .root.Values.kafka.securityProtocol }}
- name: SPRING_KAFKA_SSL_BUNDLE
  value: backends
{{- end }}
{{- if and .root.Values.redis.tls (ne .component "persistence") }}
- name: SPRING_DATA_REDIS_SSL_BUNDLE
  value: backends
{{- end }}
{{- end }}
{{- end }}

{{- define "maru.probe" -}}
httpGet:
  path: /actuator/health/{{ .path }}
  port: management
  {{- if .root.Values.tls.existingSecret }}
  scheme: HTTPS
  {{- end }}
{{- end }}

{{- define "maru.port" -}}
- name: {{ .name }}
  containerPort: {{ .number }}
  protocol: TCP
{{- end }}

{{/* The body of every Deployment but its replicas, rollout, environment, ports and hooks. */}}
{{- define "maru.container" -}}
image: {{ printf "%s%s-service:%s" .root.Values.image.prefix .component (.root.Values.image.tag | default .root.Chart.AppVersion) | quote }}
imagePullPolicy: {{ .root.Values.image.pullPolicy }}
securityContext:
  allowPrivilegeEscalation: false
  readOnlyRootFilesystem: true
  runAsNonRoot: true
  capabilities:
    drop:
      - ALL
resources:
  {{- toYaml .settings.resources | nindent 2 }}
# Five minutes: the first node to start also migrates the database.
startupProbe:
  {{- include "maru.probe" (dict "root" .root "path" "liveness") | nindent 2 }}
  periodSeconds: 5
  timeoutSeconds: 3
  failureThreshold: 60
# Only the process itself: a shared outage must not restart all nodes at once.
livenessProbe:
  {{- include "maru.probe" (dict "root" .root "path" "liveness") | nindent 2 }}
  periodSeconds: 10
  timeoutSeconds: 5
  failureThreshold: 6
readinessProbe:
  {{- include "maru.probe" (dict "root" .root "path" "readiness") | nindent 2 }}
  periodSeconds: 3
  timeoutSeconds: 3
  failureThreshold: 2
volumeMounts:
  - name: secrets
    mountPath: /run/secrets
    readOnly: true
  - name: tmp
    mountPath: /tmp
{{- end }}

{{- define "maru.pod" -}}
serviceAccountName: {{ .root.Release.Name | trunc 40 | trimSuffix "-" }}-maru
automountServiceAccountToken: false
enableServiceLinks: false
{{- with .root.Values.image.pullSecrets }}
imagePullSecrets:
  {{- toYaml . | nindent 2 }}
{{- end }}
securityContext:
  runAsNonRoot: true
  runAsUser: 10001
  runAsGroup: 10001
  fsGroup: 10001
  seccompProfile:
    type: RuntimeDefault
topologySpreadConstraints:
  {{- range list "topology.kubernetes.io/zone" "kubernetes.io/hostname" }}
  - maxSkew: 1
    topologyKey: {{ . }}
    whenUnsatisfiable: ScheduleAnyway
    labelSelector:
      matchLabels:
        {{- include "maru.selector" $ | nindent 8 }}
  {{- end }}
{{- with .settings.nodeSelector }}
nodeSelector:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .settings.tolerations }}
tolerations:
  {{- toYaml . | nindent 2 }}
{{- end }}
volumes:
  - name: secrets
    projected:
      defaultMode: 0440
      sources:
        {{- include "maru.secretSources" . | trim | nindent 8 }}
  # All that a service writes: the web server's work folder, unpacked native libraries.
  - name: tmp
    emptyDir:
      sizeLimit: 128Mi
{{- end }}

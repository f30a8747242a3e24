using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace ConvLog.Tests.Sinks;

/// <summary>Telemetry exported by the OpenTelemetry SDK, as received by a collector.</summary>
public sealed class TracingSinkExportTests : IDisposable
{
    private const string Canary = "canary-0815";

    private readonly OtlpCollector _collector = new();
    private readonly string _name = "f" + Guid.NewGuid().ToString("N");

    [Fact]
    public void Spans_and_metrics_reach_a_collector_without_personal_data()
    {
        using (var tracing = Sdk.CreateTracerProviderBuilder().AddSource(TracingSink.SourceName).AddOtlpExporter(options => To("v1/traces", options)).Build())
        using (var metrics = Sdk.CreateMeterProviderBuilder().AddMeter(TracingSink.SourceName).AddOtlpExporter(options => To("v1/metrics", options)).Build())
        {
            using (var conv = new Conversation(new ConversationInfo { AgentId = "shop" }, new TracingSink(new TracingSinkOptions { IncludeContent = true })))
            {
                using var turn = conv.BeginTurn(Canary);
                using (var model = turn.BeginModelCall("gpt-x"))
                {
                    model.AddRequest(ModelMessage.User(Canary));
                    model.Complete(ModelMessage.Assistant(Canary), new ModelUsage("", 12, 4));
                }

                using var call = conv.BeginFunction(_name, "call_1", new { who = Canary });
                conv.Log.Error(Canary, new InvalidOperationException(Canary), ("field", Canary));
                conv.LogApiResponse("GET", "https://x.example/?q=" + Canary, 500, TimeSpan.Zero, Canary);
                conv.SetState("state", Canary);
                call.Fail(new InvalidOperationException(Canary));
                turn.Fail(new InvalidOperationException(Canary), Canary);
            }

            tracing.ForceFlush().Should().BeTrue();
            metrics.ForceFlush().Should().BeTrue();
        }

        _collector.Text.Should().Contain($"execute_tool {_name}").And.Contain("invoke_agent shop").And.Contain("chat gpt-x").And.Contain("call_1")
            .And.Contain("System.InvalidOperationException").And.Contain("gen_ai.execute_tool.duration").And.Contain("gen_ai.client.token.usage")
            .And.Contain("{\"who\":\"[redacted]\"}");
        _collector.Text.Should().NotContain(Canary);
    }

    public void Dispose() => _collector.Dispose();

    private void To(string path, OtlpExporterOptions options)
    {
        options.Protocol = OtlpExportProtocol.HttpProtobuf;
        options.Endpoint = new Uri(_collector.Address, path);
        options.ExportProcessorType = ExportProcessorType.Simple;
    }
}

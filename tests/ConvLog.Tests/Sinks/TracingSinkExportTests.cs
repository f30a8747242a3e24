using System.Net;
using System.Text;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace ConvLog.Tests.Sinks;

/// <summary>What leaves the process by the SDK of OpenTelemetry and its exporter, as a collector receives it.</summary>
public sealed class TracingSinkExportTests : IDisposable
{
    private const string Canary = "canary-0815";

    private readonly HttpListener _collector;
    private readonly MemoryStream _received = new();
    private readonly string _name = "f" + Guid.NewGuid().ToString("N");
    private readonly string _address;

    public TracingSinkExportTests()
    {
        _collector = Listening(out _address);
        _ = ReceiveAsync();
    }

    // Texts are UTF-8 in the protocol's messages, so that no parser is needed to look for them.
    private string Received
    {
        get
        {
            lock (_received)
            {
                return Encoding.UTF8.GetString(_received.ToArray());
            }
        }
    }

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

        Received.Should().Contain($"execute_tool {_name}").And.Contain("invoke_agent shop").And.Contain("chat gpt-x").And.Contain("call_1")
            .And.Contain("System.InvalidOperationException").And.Contain("gen_ai.execute_tool.duration").And.Contain("gen_ai.client.token.usage")
            .And.Contain("{\"who\":\"[redacted]\"}");
        Received.Should().NotContain(Canary);
    }

    public void Dispose()
    {
        // Not waited for: whoever waits for a request is not always woken by this.
        _collector.Close();
        _received.Dispose();
    }

    // HttpListener takes no port 0: one that was just free is tried until nobody else was faster.
    private static HttpListener Listening(out string address)
    {
        while (true)
        {
            address = $"http://127.0.0.1:{LoopbackPort.Free()}/";
            var collector = new HttpListener { Prefixes = { address } };
            try
            {
                collector.Start();
                return collector;
            }
            catch (HttpListenerException)
            {
                collector.Close();
            }
        }
    }

    private void To(string path, OtlpExporterOptions options)
    {
        options.Protocol = OtlpExportProtocol.HttpProtobuf;
        options.Endpoint = new Uri(_address + path);
        options.ExportProcessorType = ExportProcessorType.Simple;
    }

    private async Task ReceiveAsync()
    {
        while (true)
        {
            try
            {
                var context = await _collector.GetContextAsync();
                using var body = new MemoryStream();
                await context.Request.InputStream.CopyToAsync(body);
                lock (_received)
                {
                    body.WriteTo(_received);
                }

                context.Response.Close();
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
        }
    }
}

using System.Diagnostics;
using System.Text;
using System.Text.Json;
using ConvLog.Privacy;
using ConvLog.Records;
using ConvLog.Serialization;
using ConvLog.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace ConvLog.Tests.Entries;

/// <summary>Records have the trace and span IDs of the span in which they were made.</summary>
public sealed class SpanIdsTests : IDisposable
{
    private static readonly ActivitySource s_other = new("Experimental.SpanIds");

    private readonly ActivityListener _listener = new()
    {
        ShouldListenTo = static source => source.Name is TracingSink.SourceName or "Experimental.SpanIds",
        Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
    };

    public SpanIdsTests() => ActivitySource.AddActivityListener(_listener);

    [Fact]
    public async Task A_host_keeps_them_in_its_store_and_in_queues()
    {
        var slow = new SlowSink();
        await using var host = new ServiceCollection()
            .AddConvLog(options =>
            {
                options.UseInMemoryStore();
                options.Sinks.Add(slow);
            })
            .BuildServiceProvider();
        string trace, functionSpan;
        using (var conv = host.GetRequiredService<IConversationFactory>().Open(new ConversationInfo("c")))
        {
            using var turn = conv.BeginTurn();
            trace = Activity.Current!.TraceId.ToHexString();
            turn.BeginModelCall("m").Complete();
            using var call = conv.BeginFunction("f");
            functionSpan = Activity.Current!.SpanId.ToHexString();
            (call.TraceId, call.SpanId).Should().Be((trace, functionSpan));
            conv.LogApiResponse("GET", "https://crm.example/", 200, TimeSpan.Zero);
            await conv.FlushAsync();
            (await ReadAsync(host)).FunctionEvents.Should().ContainSingle().Which.SpanId.Should().Be(functionSpan, "it runs");
            slow.Seen.Should().Contain(("began f", trace, functionSpan));
        }

        await host.DisposeAsync();
        string modelSpan = slow.Seen[0].SpanId!;
        modelSpan.Should().NotBe(functionSpan);
        slow.Seen.Should().Equal(
            ("began m", trace, modelSpan), ("ended m", trace, modelSpan), ("began f", trace, functionSpan), ("response", trace, functionSpan),
            ("ended f", trace, functionSpan));
    }

    [Fact]
    public async Task Records_read_from_a_store_have_span_IDs()
    {
        await using var host = new ServiceCollection().AddConvLog(static options => options.UseInMemoryStore()).BuildServiceProvider();
        await using (var conv = host.GetRequiredService<IConversationFactory>().Open(new ConversationInfo("c")))
        {
            using var turn = conv.BeginTurn();
            turn.BeginModelCall("m").Complete();
            conv.RunFunction("f", () => conv.LogApiResponse("GET", "https://crm.example/", 200, TimeSpan.Zero));
        }

        var seen = (await host.GetRequiredService<ConversationReader>().GetAsync(new Reader("ana", canReadPii: false), "c"))!.Turns.Single();
        var call = seen.FunctionEvents.Single();
        call.TraceId.Should().HaveLength(32).And.Be(seen.ModelCalls.Single().TraceId).And.Be(call.ApiResponses.Single().TraceId);
        call.SpanId.Should().HaveLength(16).And.Be(call.ApiResponses.Single().SpanId).And.NotBe(seen.ModelCalls.Single().SpanId);
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            ViewJson.Write(json, seen);
        }

        Encoding.UTF8.GetString(bytes.ToArray()).Split($"\"trace_id\":\"{call.TraceId}\",\"span_id\":\"").Should().HaveCount(4);
    }

    [Fact]
    public void Without_a_span_there_are_none()
    {
        Activity.Current = null;
        var sink = new InMemorySink();
        using (var conv = new Conversation(new ConversationInfo("c"), sink))
        {
            using var turn = conv.BeginTurn();
            turn.BeginModelCall("m").Complete();
            conv.RunFunction("f", () => conv.LogApiResponse("GET", "https://crm.example/", 200, TimeSpan.Zero));
        }

        sink.FunctionEvents.Should().ContainSingle().Which.TraceId.Should().BeNull();
        JsonSerializer.Serialize((sink.FunctionEvents[0], sink.ModelCalls[0], sink.ApiResponses[0]), new JsonSerializerOptions { IncludeFields = true })
            .Should().NotContainAny("trace_id", "span_id");
    }

    [Fact]
    public void Without_tracing_of_conversations_the_span_around_them_counts()
    {
        using var request = s_other.StartActivity("request")!;
        var sink = new InMemorySink();
        using (var conv = new Conversation(new ConversationInfo("c"), sink))
        {
            using var turn = conv.BeginTurn();
            turn.BeginModelCall("m").Complete();
            conv.RunFunction("f", () => conv.LogApiResponse("GET", "https://crm.example/", 200, TimeSpan.Zero));
        }

        var expected = (request.TraceId.ToHexString(), request.SpanId.ToHexString());
        (sink.FunctionEvents[0].TraceId, sink.FunctionEvents[0].SpanId).Should().Be(expected);
        (sink.ModelCalls[0].TraceId, sink.ModelCalls[0].SpanId).Should().Be(expected);
        (sink.ApiResponses[0].TraceId, sink.ApiResponses[0].SpanId).Should().Be(expected);
        JsonSerializer.Serialize(sink.FunctionEvents[0]).Should().Contain($"\"trace_id\":\"{expected.Item1}\",\"span_id\":\"{expected.Item2}\"");
    }

    [Fact]
    public void A_response_in_a_flow_that_lost_its_span_has_that_of_its_function()
    {
        var sink = new InMemorySink();
        using var conv = new Conversation(new ConversationInfo("c"), new FanOutSink(new TracingSink(), sink));
        using var call = conv.BeginFunction("f");
        Activity.Current = null;
        conv.LogApiResponse("GET", "https://crm.example/", 200, TimeSpan.Zero);

        call.SpanId.Should().NotBeNull();
        (sink.ApiResponses[0].TraceId, sink.ApiResponses[0].SpanId).Should().Be((call.TraceId, call.SpanId));
    }

    [Fact] // The format before W3C Trace Context, whose IDs have another form.
    public void A_hierarchical_span_has_none()
    {
        using var old = new Activity("old").SetIdFormat(ActivityIdFormat.Hierarchical).Start();
        using var conv = new Conversation(new ConversationInfo("c"), new InMemorySink());
        using var call = conv.BeginFunction("f");

        (call.TraceId, call.SpanId).Should().Be((null, null));
    }

    [Fact]
    public async Task Parallel_calls_have_their_own()
    {
        var sink = new InMemorySink();
        await using (var conv = new Conversation(new ConversationInfo("c"), new FanOutSink(new TracingSink(), sink)))
        {
            using var turn = conv.BeginTurn();
            await Task.WhenAll(Enumerable.Range(0, 8).Select(i => conv.RunFunctionAsync($"f{i}", static async () => await Task.Yield())));
        }

        sink.FunctionEvents.Select(static call => call.SpanId).Should().OnlyHaveUniqueItems().And.NotContainNulls();
        sink.FunctionEvents.Select(static call => call.TraceId).Distinct(StringComparer.Ordinal).Should().ContainSingle();
    }

    public void Dispose() => _listener.Dispose();

    private static async Task<StoredConversation> ReadAsync(IServiceProvider host)
        => (await host.GetRequiredService<IConversationStore>().ReadAsync("c"))!;

    // May block, so that a host puts a queue in front of it.
    private sealed class SlowSink : ILogSink
    {
        public List<(string What, string? TraceId, string? SpanId)> Seen { get; } = [];

        public void Emit(LogEntry entry)
        {
        }

        public void EmitApiResponse(ApiResponseEntry response) => Seen.Add(("response", response.TraceId, response.SpanId));

        public void FunctionBegan(FunctionSnapshot call) => Seen.Add(($"began {call.Name}", call.TraceId, call.SpanId));

        public void FunctionEnded(FunctionSnapshot call) => Seen.Add(($"ended {call.Name}", call.TraceId, call.SpanId));

        public void ModelCallBegan(ModelCallSnapshot call) => Seen.Add(($"began {call.Model}", call.TraceId, call.SpanId));

        public void ModelCallEnded(ModelCallSnapshot call) => Seen.Add(($"ended {call.Model}", call.TraceId, call.SpanId));
    }
}

using System.Diagnostics;
using System.Diagnostics.Metrics;
using ConvLog.Privacy;
using Microsoft.Extensions.DependencyInjection;

namespace ConvLog.Tests.Sinks;

/// <summary>Spans and measurements of conversations, following the semantic conventions for generative AI.</summary>
public sealed class TracingSinkTests : TracedTest
{
    [Fact]
    public void Functions_begun_on_a_turn_are_sibling_spans_and_never_current()
    {
        using (var conv = Open())
        {
            using var turn = conv.BeginTurn();
            var current = Activity.Current;
            var one = turn.BeginFunction("one");
            var other = turn.BeginFunction("other");
            Activity.Current.Should().BeSameAs(current);
            one.Dispose();
            other.Dispose();
            Activity.Current.Should().BeSameAs(current);
        }

        var parent = Spans.Single(static span => span.DisplayName.StartsWith("invoke_agent", StringComparison.Ordinal));
        Spans.Where(static span => span.DisplayName.StartsWith("execute_tool", StringComparison.Ordinal)).Should()
            .HaveCount(2).And.OnlyContain(span => span.ParentSpanId == parent.SpanId);
    }

    [Fact]
    public void A_turn_a_model_call_and_function_events_are_spans_inside_each_other()
    {
        using (var conv = Open())
        {
            using var turn = conv.BeginTurn("hi");
            using (var model = turn.BeginModelCall("gpt-x", "openai", new ModelParameters { Temperature = 0.5, ResponseFormat = "json_schema" }))
            {
                model.Complete(null, new ModelUsage("gpt-x-2026", 12, 4) { CachedInputTokens = 6, CacheWriteInputTokens = 3 }, "stop", "resp_1");
            }

            using var outer = conv.BeginFunction("book", "call_1");
            using var inner = conv.BeginFunction("book");
        }

        var agent = Span("invoke_agent shop");
        agent.Kind.Should().Be(ActivityKind.Internal);
        Span("chat gpt-x").ParentSpanId.Should().Be(agent.SpanId);
        Span("chat gpt-x").Kind.Should().Be(ActivityKind.Client);
        Span("chat gpt-x").TagObjects.Should().Contain(
        [
            new("gen_ai.operation.name", "chat"), new("gen_ai.provider.name", "openai"), new("gen_ai.request.model", "gpt-x"),
            new("gen_ai.response.model", "gpt-x-2026"), new("gen_ai.response.id", "resp_1"), new("gen_ai.usage.input_tokens", 12L),
            new("gen_ai.usage.output_tokens", 4L), new("gen_ai.usage.cache_read.input_tokens", 6L), new("gen_ai.request.temperature", 0.5),
            new("gen_ai.usage.cache_creation.input_tokens", 3L), new("gen_ai.output.type", "json"),
        ]);
        var books = Spans.Where(static span => span.DisplayName is "execute_tool book").ToList();
        var first = books.Should().ContainSingle(static span => Equals(span.GetTagItem("gen_ai.tool.call.id"), "call_1")).Subject;
        first.ParentSpanId.Should().Be(agent.SpanId);
        books.Should().ContainSingle(span => span.ParentSpanId == first.SpanId);
        Spans.Should().HaveCount(4);
    }

    [Theory]
    [InlineData(ModelCallKind.Embeddings, "embeddings", null)]
    [InlineData(ModelCallKind.Reranking, "rerank", null)]
    [InlineData(ModelCallKind.SpeechToText, "generate_content", "text")]
    [InlineData(ModelCallKind.TextToSpeech, "generate_content", "speech")]
    [InlineData(ModelCallKind.ImageGeneration, "generate_content", "image")]
    public void A_model_call_of_another_kind_is_a_span_of_its_operation(ModelCallKind kind, string operation, string? output)
    {
        using (var conv = Open())
        {
            using var turn = conv.BeginTurn("hi");
            using var model = turn.BeginModelCall("model-x", kind: kind);
        }

        var span = Span($"{operation} model-x");
        (span.GetTagItem("gen_ai.operation.name"), span.GetTagItem("gen_ai.output.type")).Should().Be((operation, output));
    }

    [Fact]
    public void Outcomes_are_statuses_and_types_of_errors()
    {
        using (var conv = Open())
        {
            conv.BeginFunction("left_open");
            Fails(conv, "failed", new InvalidOperationException(Canary));
            Fails(conv, "canceled", new OperationCanceledException());
            conv.RunFunction("completed", static () => { });
            using var turn = conv.BeginTurn();
            turn.Fail(Canary);
        }

        Span("execute_tool failed").GetTagItem("error.type").Should().Be("System.InvalidOperationException");
        Span("execute_tool failed").Status.Should().Be(ActivityStatusCode.Error);
        Span("execute_tool failed").StatusDescription.Should().BeNull("a message can be personal");
        Span("execute_tool canceled").GetTagItem("error.type").Should().BeNull("it is no failure");
        Span("execute_tool canceled").Status.Should().Be(ActivityStatusCode.Unset);
        Span("execute_tool left_open").GetTagItem("error.type").Should().Be("abandoned");
        Span("execute_tool completed").Status.Should().Be(ActivityStatusCode.Unset);
        Span("invoke_agent shop").GetTagItem("error.type").Should().Be("_OTHER");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)] // The conversation ends before the turn.
    public void A_canceled_turn_and_model_call_are_no_errors(bool isDisposed)
    {
        using (var conv = Open())
        {
            var turn = conv.BeginTurn();
            turn.BeginModelCall("gpt-x").Cancel(CancelReason.UserLeft);
            turn.Cancel(CancelReason.UserLeft);
            if (isDisposed)
            {
                turn.Dispose();
            }
        }

        Spans.Should().HaveCount(2).And.OnlyContain(static span => span.Status == ActivityStatusCode.Unset && span.GetTagItem("error.type") == null);
    }

    [Fact]
    public void Spans_contain_no_personal_data_even_with_content()
    {
        using (var conv = Open(new TracingSinkOptions { IncludeContent = true }))
        {
            using var turn = conv.BeginTurn(Canary);
            using (var model = turn.BeginModelCall("m"))
            {
                model.AddRequest(ModelMessage.User(Canary), ModelMessage.System(Canary));
                model.Fail(new InvalidOperationException(Canary), ModelMessage.Assistant(Canary));
            }

            using var call = conv.BeginFunction("f", arguments: new LogField[] { ("plain", Canary), LogField.Pii("masked", Canary) });
            conv.Log.Info(Canary, ("field", Canary));
            conv.LogApiResponse("GET", "https://x.example/?q=" + Canary, 500, TimeSpan.Zero, Canary);
            call.Complete(Canary);
            turn.Fail(new InvalidOperationException(Canary), Canary);
        }

        Spans.Should().HaveCount(3);
        Spans.SelectMany(static span => span.TagObjects.Select(static tag => $"{tag.Key}={tag.Value}").Append(span.DisplayName).Append(span.StatusDescription))
            .Should().NotContain(static text => text != null && text.Contains(Canary));
        Span("execute_tool f").GetTagItem("gen_ai.tool.call.arguments").Should().Be("""{"plain":"[redacted]","masked":"[redacted]"}""");
    }

    [Fact]
    public void Visible_content_is_in_spans_only_on_request()
    {
        var privacy = new PrivacyOptions { FunctionArguments = PrivacyClass.Visible, FunctionResults = PrivacyClass.Visible };
        using (var conv = Open(new TracingSinkOptions { IncludeContent = true, Privacy = privacy }))
        {
            conv.RunFunction("f", static () => 7, arguments: new LogField[] { ("guests", 2), LogField.Pii("masked", Canary) });
        }

        Span("execute_tool f").GetTagItem("gen_ai.tool.call.arguments").Should().Be("""{"guests":2,"masked":"[redacted]"}""");
        Span("execute_tool f").GetTagItem("gen_ai.tool.call.result").Should().Be("""{"result":7}""");
        using (var conv = Open(new TracingSinkOptions { Privacy = privacy }))
        {
            conv.RunFunction("g", static () => 7, arguments: new LogField[] { ("guests", 2) });
        }

        Span("execute_tool g").GetTagItem("gen_ai.tool.call.arguments").Should().BeNull();
    }

    [Fact]
    public void Source_and_meter_have_a_version_and_a_schema()
    {
        using var conv = Open();
        using var turn = conv.BeginTurn();
        conv.RunFunction("f", () => Activity.Current!.Source.Should().BeEquivalentTo(
            new { Name = "ConvLog", Version = "0.1.0", TelemetrySchemaUrl = Schema("gen-ai/0.1.0") }));
        Activity.Current!.Source.TelemetrySchemaUrl.Should().Be(Schema("gen-ai/0.1.0"));
        List<Meter> meters = [];
        using var listener = new MeterListener { InstrumentPublished = (instrument, _) => meters.Add(instrument.Meter) };
        listener.Start();
        meters.First(static meter => meter.Name is "ConvLog").Should().BeEquivalentTo(
            new { Version = "0.1.0", TelemetrySchemaUrl = Schema("1.41.0") });

        // Before .NET 10, neither has a schema URL.
        static string? Schema(string name) => Environment.Version.Major < 10 ? null : $"https://opentelemetry.io/schemas/{name}";
    }

    [Fact]
    public void A_second_sink_doubles_no_span()
    {
        using (var conv = new Conversation(new ConversationInfo(Id) { AgentId = "shop" }, new FanOutSink(new TracingSink(), new TracingSink())))
        {
            using var turn = conv.BeginTurn();
            turn.BeginModelCall("m").Complete();
            conv.RunFunction("f", static () => { });
        }

        Spans.Select(static span => span.DisplayName).Should().Equal("chat m", "execute_tool f", "invoke_agent shop");
    }

    [Fact]
    public async Task Behind_a_queue_spans_end_too()
    {
        await using (var queue = new BackgroundSink(new TracingSink()))
        {
            await using var conv = new Conversation(new ConversationInfo(Id) { AgentId = "shop" }, queue);
            using var turn = conv.BeginTurn();
            conv.RunFunction("f", static () => { });
        }

        Spans.Select(static span => span.DisplayName).Should().Equal("execute_tool f", "invoke_agent shop");
    }

    [Fact]
    public async Task The_current_span_is_as_before_when_a_span_has_ended()
    {
        using var host = Other.StartActivity("host");
        using var conv = Open();
        await conv.RunFunctionAsync("f", static async () => await Task.Yield());
        Activity.Current.Should().BeSameAs(host);
        using (var turn = conv.BeginTurn())
        {
            turn.BeginModelCall("m");
            Activity.Current!.OperationName.Should().Be("invoke_agent shop", "a model call's span is not current");
            await Task.Run(turn.Dispose);
        }

        using (var turn = conv.BeginTurn())
        {
        }

        await Task.WhenAll(Enumerable.Range(0, 10).Select(i => conv.RunFunctionAsync($"p{i}", async () =>
        {
            await Task.Yield();
            Activity.Current!.OperationName.Should().Be($"execute_tool p{i}");
        })));
    }

    [Fact]
    public void Durations_and_tokens_are_measured()
    {
        List<(string Name, double Value, string Tags)> measured = [];
        using var listener = new MeterListener
        {
            InstrumentPublished = static (instrument, listener) =>
            {
                if (instrument.Meter.Name is TracingSink.SourceName && instrument.Name.StartsWith("gen_ai.", StringComparison.Ordinal))
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags));
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
        listener.Start();
        using (var conv = new Conversation(new ConversationInfo(Id) { AgentId = Id }, new TracingSink()))
        {
            using var turn = conv.BeginTurn();
            using (var model = turn.BeginModelCall(Id))
            {
                model.AddChunk();
                model.Complete(null, new ModelUsage("", 12, 4));
            }

            turn.BeginModelCall(Id).Complete(usage: new ModelUsage("") { TotalTokens = 150 });
            Fails(conv, Id, new InvalidOperationException());
        }

        lock (measured)
        {
            measured.Where(one => one.Tags.Contains(Id)).Select(static one => (one.Name, one.Name is "gen_ai.client.token.usage" ? one.Value : 0))
                .Should().Equal(
                ("gen_ai.client.operation.time_to_first_chunk", 0), ("gen_ai.client.token.usage", 12), ("gen_ai.client.token.usage", 4),
                ("gen_ai.client.operation.duration", 0), ("gen_ai.client.operation.duration", 0), ("gen_ai.execute_tool.duration", 0),
                ("gen_ai.invoke_agent.duration", 0));
            measured.Should().Contain(static one => one.Tags.Contains("error.type=System.InvalidOperationException"));
        }

        void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            lock (measured)
            {
                measured.Add((instrument.Name, value, string.Join(' ', tags.ToArray().Select(static tag => $"{tag.Key}={tag.Value}"))));
            }
        }
    }

    [Fact]
    public void Entries_are_counted_by_level()
    {
        int here = Environment.CurrentManagedThreadId;
        List<string> counted = [];
        using var listener = new MeterListener
        {
            InstrumentPublished = static (instrument, listener) =>
            {
                if (instrument.Name is "convlog.entries")
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((_, count, tags, _) =>
        {
            // Other tests log at the same time.
            if (Environment.CurrentManagedThreadId == here)
            {
                counted.Add($"{count} {tags[0].Key}={tags[0].Value}");
            }
        });
        listener.Start();
        using (var conv = Open())
        {
            conv.Log.Info("Looked", ("email", "ada@example.com"));
            conv.Log.Error("Failed", isPii: true);
        }

        counted.Should().Equal("1 level=info", "1 level=error");
    }

    [Fact]
    public async Task Hosts_trace_by_default()
    {
        await using var host = new ServiceCollection().AddConvLog(static options => options.Sinks.Add(new InMemorySink())).BuildServiceProvider();
        using (var conv = host.GetRequiredService<IConversationFactory>().Open(new ConversationInfo(Id) { AgentId = "shop" }))
        {
            using var turn = conv.BeginTurn();
            conv.RunFunction("f", static () => { });
        }

        Spans.Select(static span => span.DisplayName).Should().Equal("execute_tool f", "invoke_agent shop");
    }

    [Fact]
    public async Task A_host_traces_with_the_sink_that_it_is_given()
    {
        var sink = new TracingSink(new TracingSinkOptions
        {
            IncludeContent = true,
            Privacy = new PrivacyOptions { FunctionArguments = PrivacyClass.Visible },
        });
        await using var host = new ServiceCollection()
            .AddConvLog(options =>
            {
                options.Sinks.Add(new InMemorySink());
                options.Sinks.Add(sink);
            })
            .BuildServiceProvider();
        using (var conv = host.GetRequiredService<IConversationFactory>().Open(new ConversationInfo(Id) { AgentId = "shop" }))
        {
            conv.RunFunction("f", static () => { }, arguments: new LogField[] { ("guests", 2) });
        }

        Spans.Should().ContainSingle().Which.GetTagItem("gen_ai.tool.call.arguments").Should().Be("""{"guests":2}""");
    }
}

using System.Diagnostics;

namespace ConvLog.Extensions.AI.Tests;

/// <summary>Spans of pipelines with ConvLog (c), function invocation (f) and the telemetry of Microsoft.Extensions.AI (t), from the outside in.</summary>
public sealed class TracingTests
{
    private const string Canary = "canary-1147";

    public static TheoryData<string, bool, bool> Pipelines()
    {
        TheoryData<string, bool, bool> all = [];
        foreach (string order in new[] { "cf", "fc", "tcf", "ctf", "cft", "tfc", "ftc", "fct" })
        {
            foreach (bool isStreamed in new[] { false, true })
            {
                all.Add(order, isStreamed, true);
                if (order.Contains('t', StringComparison.Ordinal))
                {
                    all.Add(order, isStreamed, false);
                }
            }
        }

        return all;
    }

    [Theory]
    [MemberData(nameof(Pipelines))]
    public async Task Each_call_has_one_span_and_its_tokens_count_once(string order, bool isStreamed, bool hearsHost)
    {
        using var traced = new Traced(hearsHost);
        await RunAsync(traced, order, isStreamed);

        traced.Of("execute_tool").Select(static span => span.GetTagItem("gen_ai.tool.call.id")).Should().BeEquivalentTo(["call_1", "call_2"]);
        traced.Own.Where(static span => span.OperationName is "invoke_agent shop").Should().ContainSingle();

        // A telemetry span outside the loop covers all rounds.
        traced.Of("chat").Should().HaveCount(hearsHost && (order is "tcf" or "ctf" or "tfc") ? 1 : 2);
        if (hearsHost)
        {
            traced.Tokens.Should().Be((30, 7));
        }
    }

    [Theory]
    [MemberData(nameof(Pipelines))]
    public async Task Spans_of_ConvLog_never_hold_messages_or_exceptions(string order, bool isStreamed, bool hearsHost)
    {
        using var traced = new Traced(hearsHost);
        await RunAsync(traced, order, isStreamed);

        traced.Own.Should().NotBeEmpty();
        traced.OwnText.Should().NotContain(Canary);
    }

    [Theory]
    [MemberData(nameof(Pipelines))]
    public async Task Spans_of_the_host_are_the_same_without_ConvLog(string order, bool isStreamed, bool hearsHost)
    {
        using var without = new Traced(hearsHost);
        await RunAsync(without, order.Replace("c", "", StringComparison.Ordinal), isStreamed);
        using var traced = new Traced(hearsHost);
        await RunAsync(traced, order, isStreamed);

        traced.HostSpans.Select(span => Neutral(span, traced)).Should().Equal(without.HostSpans.Select(span => Neutral(span, without)));
    }

    [Theory]
    [InlineData("cf", false)]
    [InlineData("cf", true)]
    [InlineData("fc", false)]
    [InlineData("cft", false)]
    [InlineData("fct", true)]
    public async Task In_an_agents_run_its_own_span_is_the_span_of_the_turn(string order, bool isStreamed)
    {
        using var without = new Traced();
        await RunAsync(without, order.Replace("c", "", StringComparison.Ordinal), isStreamed, agent: "invoke_agent shop");
        using var traced = new Traced();
        await RunAsync(traced, order, isStreamed, agent: "invoke_agent shop");

        traced.HostSpans.Select(span => Neutral(span, traced)).Should().Equal(without.HostSpans.Select(span => Neutral(span, without)));
        traced.Of("invoke_agent").Should().ContainSingle();
        traced.OwnText.Should().NotContain(Canary);
    }

    [Fact]
    public async Task A_loop_that_outlives_its_turn_mistakes_no_ConvLog_span_for_an_agents()
    {
        using var traced = new Traced();
        using var conv = Open();
        using var current = conv.MakeCurrent();
        TaskCompletionSource isRunning = new(TaskCreationOptions.RunContinuationsAsynchronously);
        TaskCompletionSource hasTimedOut = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Task? loop = null;
        var look = AIFunctionFactory.Create(
            async (string value) =>
            {
                isRunning.SetResult();
                await hasTimedOut.Task;
            },
            "look");
        var book = AIFunctionFactory.Create(string (string value) => throw new InvalidOperationException(Canary), "book");
        var client = TwoCalls().AsBuilder()
            .Use(
                async (messages, options, inner, token) =>
                {
                    loop = inner.GetResponseAsync(messages, options, token);
                    await isRunning.Task;
                    throw new TimeoutException();
                },
                null)
            .UseFunctionInvocation().Build().WithConvLog();
        var asking = () => client.GetResponseAsync("Hi", new ChatOptions { Tools = [look, book] });
        await asking.Should().ThrowAsync<TimeoutException>();
        traced.Own.Should().Contain(static span => span.DisplayName == "invoke_agent shop", "the turn has ended");
        hasTimedOut.SetResult();
        await loop!;

        traced.OwnText.Should().Contain("execute_tool").And.NotContain(Canary);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Without_other_telemetry_model_and_tools_are_inside_of_the_turn(bool isStreamed)
    {
        using var traced = new Traced();
        List<Activity?> inModel = [];
        await RunAsync(traced, "cf", isStreamed, asked: () => inModel.Add(Activity.Current));

        var turn = traced.Own.Should().ContainSingle(static span => span.OperationName == "invoke_agent shop").Subject;
        turn.ParentSpanId.Should().Be(traced.Request.SpanId);
        traced.Own.Where(span => span != turn).Should().HaveCount(4).And.OnlyContain(span => span.ParentSpanId == turn.SpanId);
        inModel.Should().HaveCount(2).And.OnlyContain(span => span == turn, "what its client calls is inside of the turn");
    }

    [Theory]
    [InlineData("ct", false)]
    [InlineData("tc", false)]
    [InlineData("tc", true)]
    [InlineData("tfc", false)]
    [InlineData("tfc", true)]
    [InlineData("tcf", false)]
    [InlineData("ctc", true)]
    public async Task Attributes_that_a_model_client_writes_reach_the_hosts_span(string order, bool isStreamed)
    {
        using var traced = new Traced();
        var hello = OpenAIService.Says("Hello");
        using var service = new OpenAIService(order.Contains('f') ? [OpenAIService.Calls(("call_1", "look", "{}")), hello] : [hello]);
        var client = Pipeline(service.Chat(), order, traced);
        using var conv = Open();
        using var current = conv.MakeCurrent();
        await Chat.AskAsync(client, isStreamed, "Hi", new ChatOptions { Tools = [AIFunctionFactory.Create(() => "It is there.", "look")] });

        traced.HostSpans.Should().ContainSingle(static span => span.StartsWith("chat", StringComparison.Ordinal))
            .Which.Should().Contain("openai.api.type=chat_completions");
        traced.Own.Should().Contain(static span => span.OperationName == "invoke_agent shop");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_request_parameters_of_a_model_call_are_in_its_span(bool isStreamed)
    {
        using var traced = new Traced();
        using var conv = Open();
        using var current = conv.MakeCurrent();
        ChatOptions options = new()
        {
            ModelId = traced.Model,
            Temperature = 0.2f,
            TopP = 0.9f,
            TopK = 40,
            FrequencyPenalty = 0.1f,
            PresencePenalty = -0.1f,
            MaxOutputTokens = 100,
            Seed = 4711,
            StopSequences = ["END", "STOP"],
            Reasoning = new ReasoningOptions { Effort = ReasoningEffort.High },
            ResponseFormat = ChatResponseFormat.Json,
        };
        await Chat.AskAsync(new ScriptedModel(ScriptedModel.Says("Hello you", 10, 4)).WithConvLog(), isStreamed, "Hi", options);

        var chat = traced.Of("chat").Should().ContainSingle().Subject;
        chat.TagObjects.Should().Contain(
        [
            new("gen_ai.request.model", traced.Model), new("gen_ai.request.temperature", 0.2), new("gen_ai.request.top_p", 0.9),
            new("gen_ai.request.top_k", 40), new("gen_ai.request.frequency_penalty", 0.1), new("gen_ai.request.presence_penalty", -0.1),
            new("gen_ai.request.max_tokens", 100L), new("gen_ai.request.seed", 4711L), new("gen_ai.request.reasoning.level", "high"),
            new("gen_ai.output.type", "json"), new("gen_ai.provider.name", "scripted"), new("server.address", "models.example"), new("server.port", 8443),
        ]);
        chat.GetTagItem("gen_ai.request.stop_sequences").Should().BeEquivalentTo(new[] { "END", "STOP" });
        chat.GetTagItem("gen_ai.request.stream").Should().Be(isStreamed ? true : null);
        (chat.GetTagItem("gen_ai.response.time_to_first_chunk") is double).Should().Be(isStreamed);
    }

    [Fact]
    public async Task The_description_of_a_tool_is_in_its_span()
    {
        using var traced = new Traced();
        await RunAsync(traced, "cf", isStreamed: false);

        traced.Of("execute_tool").Should().OnlyContain(static span => Equals(span.GetTagItem("gen_ai.tool.description"), "What it does."));
    }

    private static string Neutral(string span, Traced traced)
        => span.Replace(traced.Host, "host", StringComparison.Ordinal).Replace(traced.Model, "model", StringComparison.Ordinal);

    private static Conversation Open() => new(new ConversationInfo { AgentId = "shop" }, new FanOutSink(new TracingSink(), new InMemorySink()));

    private static IChatClient Pipeline(IChatClient model, string order, Traced traced)
        => order.Reverse().Aggregate(model, (client, part) => part switch
        {
            'c' => client.WithConvLog(),
            'f' => new FunctionInvokingChatClient(client),
            _ => client.AsBuilder().UseOpenTelemetry(sourceName: traced.Host).Build(),
        });

    private static ScriptedModel TwoCalls(Action? asked = null)
        => new(ScriptedModel.Calls(Canary, 10, 4, ("call_1", "look", Canary), ("call_2", "book", Canary)), ScriptedModel.Says(Canary, 20, 3))
        {
            Asked = asked,
        };

    // One of the two tools fails.
    private static async Task RunAsync(Traced traced, string order, bool isStreamed, string? agent = null, Action? asked = null)
    {
        var client = Pipeline(TwoCalls(asked), order, traced);
        ChatOptions options = new()
        {
            ModelId = traced.Model,
            Tools =
            [
                AIFunctionFactory.Create((string value) => value + Canary, "look", "What it does."),
                AIFunctionFactory.Create(string (string value) => throw new InvalidOperationException(Canary), "book", "What it does."),
            ],
        };
        using var conv = Open();
        using var current = conv.MakeCurrent();
        using var source = new ActivitySource(traced.Host);
        using var run = agent is null ? null : source.StartActivity(agent)?.SetTag("gen_ai.operation.name", "invoke_agent");
        await Chat.AskAsync(client, isStreamed, Canary, options);
    }
}

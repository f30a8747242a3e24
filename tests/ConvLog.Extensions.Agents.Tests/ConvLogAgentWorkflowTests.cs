using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Agents.AI.Workflows;

namespace ConvLog.Extensions.Agents.Tests;

/// <summary>A workflow is one turn of the user, whichever agents take part, with the real Agent Framework.</summary>
public sealed partial class ConvLogAgentWorkflowTests : IDisposable
{
    private const string Transfer = "handoff_to_1";

    private readonly Chat _chat = new();

    public static TheoryData<bool, bool> Ways => ConvLogAgentTests.Ways;

    private string Calls => string.Join("; ", _chat.ModelCalls.OrderBy(static call => call.Response!.Author, StringComparer.Ordinal)
        .Select(static call => $"{call.Response!.Author}: {call.Response.Text.Text!.Trim()}"));

    public void Dispose() => _chat.Dispose();

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Sequential_agents_are_one_turn(bool isStreamed, bool isClientLogged)
    {
        var workflow = AgentWorkflowBuilder.BuildSequential(
            [
                ScriptedAgent.Of(isClientLogged, "writer", ScriptedModel.Says("Draft", 10, 1)),
                ScriptedAgent.Of(isClientLogged, "editor", ScriptedModel.Says("Final", 20, 2)),
            ]);

        await workflow.Logged().AskAsync(isStreamed, "A poem");

        (_chat.Turn.UserInput.Text, _chat.Turn.Outcome, _chat.Turn.Usage!.InputTokens).Should().Be(("A poem", TurnOutcome.Completed, 30));
        _chat.Turn.AgentName.Should().Be("wf");
        Calls.Should().Be("editor: Final; writer: Draft");
        Words(_chat.Turn.AgentResponse).Should().Be(isClientLogged ? "Final" : "Draft Final", "without the requests, who told what to whom is not known");
        _chat.Turn.Said.Select(static part => (part.Text.Text!.Trim(), part.IsFiller)).Should().Equal(isClientLogged ? [("Draft", true)] : []);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Concurrent_agents_are_one_turn_with_the_usage_of_all(bool isStreamed, bool isClientLogged)
    {
        var workflow = AgentWorkflowBuilder.BuildConcurrent(
            [
                ScriptedAgent.Of(isClientLogged, "a", ScriptedModel.Calls("", 10, 1, ("call_a", "look", "a")), ScriptedModel.Says("A says", 11, 1)),
                ScriptedAgent.Of(isClientLogged, "b", ScriptedModel.Calls("", 12, 1, ("call_b", "look", "b")), ScriptedModel.Says("B says", 13, 1)),
                ScriptedAgent.Of(isClientLogged, "c", ScriptedModel.Says("C says", 14, 2)),
            ]);

        await workflow.Logged().AskAsync(isStreamed);

        (_chat.Turn.Outcome, _chat.Turn.Usage!.InputTokens, _chat.Turn.Usage.OutputTokens).Should().Be((TurnOutcome.Completed, 60, 6));
        Words(_chat.Turn.AgentResponse).Split(' ').Should().BeEquivalentTo("A", "says", "B", "says", "C", "says");
        if (isStreamed || isClientLogged)
        {
            Calls.Should().Be("a: ; a: A says; b: ; b: B says; c: C says");
        }

        _chat.Sink.FunctionEvents.Select(static call => (call.Name, call.CallId)).Should().BeEquivalentTo([("look", "call_a"), ("look", "call_b")]);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_group_chat_is_one_turn_that_ends_with_the_last_one_who_spoke(bool isStreamed, bool isClientLogged)
    {
        var workflow = AgentWorkflowBuilder.CreateGroupChatBuilderWith(static agents => new RoundRobinGroupChatManager(agents) { MaximumIterationCount = 3 })
            .AddParticipants(
                ScriptedAgent.Of(isClientLogged, "x", ScriptedModel.Says("First", 10), ScriptedModel.Says("Third", 30)),
                ScriptedAgent.Of(isClientLogged, "y", ScriptedModel.Says("Second", 20)))
            .Build();

        await workflow.Logged().AskAsync(isStreamed);

        (_chat.Turn.Outcome, _chat.Turn.Usage!.InputTokens).Should().Be((TurnOutcome.Completed, 60));
        Words(_chat.Turn.AgentResponse).Should().Be(isClientLogged ? "Third" : "First Second Third");
        if (isStreamed || isClientLogged)
        {
            Calls.Should().Be("x: First; x: Third; y: Second");
        }
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_hand_over_is_recorded_once(bool isStreamed, bool isClientLogged)
    {
        var triage = ScriptedAgent.Of(isClientLogged, "triage", HandsOver("food", 10));
        var food = ScriptedAgent.Of(
            isClientLogged, "food", ScriptedModel.Calls("", 20, 2, ("call_1", "look", "a")), ScriptedModel.Says("At 8 pm.", 30, 3));

        await AgentWorkflowBuilder.CreateHandoffBuilderWith(triage).WithHandoffs(triage, [food]).Build().Logged().AskAsync(isStreamed);

        (_chat.Turn.Outcome, _chat.Turn.Usage!.InputTokens).Should().Be((TurnOutcome.Completed, 60));
        Words(_chat.Turn.AgentResponse).Should().Be("At 8 pm.");
        _chat.ModelCalls.Select(static call => call.AgentName).Should().BeEquivalentTo("triage", "food", "food");
        HandOvers().Should().Equal("triage > food");
        _chat.Sink.Records.OfType<ConvLog.Records.HandoffRecord>().Should().ContainSingle().Which.Explanation.Should().Be("food");
        _chat.Call("call_1").Name.Should().Be("look");
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Hand_overs_in_a_circle_are_as_many_as_there_were(bool isStreamed, bool isClientLogged)
    {
        var ping = ScriptedAgent.Of(isClientLogged, "ping", [.. Enumerable.Range(0, 3).Select(i => HandsOver($"p{i}", 10)), ScriptedModel.Says("Enough.", 10)]);
        var pong = ScriptedAgent.Of(isClientLogged, "pong", [.. Enumerable.Range(0, 3).Select(i => HandsOver($"q{i}", 10))]);

        await AgentWorkflowBuilder.CreateHandoffBuilderWith(ping).WithHandoffs(ping, [pong]).WithHandoffs(pong, [ping]).Build().Logged().AskAsync(isStreamed);

        Words(_chat.Turn.AgentResponse).Should().Be("Enough.");
        _chat.Turn.Usage!.InputTokens.Should().Be(70);
        if (isStreamed)
        {
            HandOvers().Should().Equal("ping > pong", "pong > ping", "ping > pong", "pong > ping", "ping > pong", "pong > ping");
        }
    }

    [Fact]
    public async Task Hand_overs_without_an_end_are_recorded_up_to_a_limit()
    {
        await new EndlessAgent(times: 1_200).WithConvLog().AskAsync(isStreamed: true);

        HandOvers().Should().HaveCount(1_000).And.HaveElementAt(0, "ping > pong").And.HaveElementAt(1, "pong > ping");
        _chat.Turn.Outcome.Should().Be(TurnOutcome.Completed);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_workflow_in_which_an_agent_fails_is_a_turn_that_failed(bool isStreamed, bool isClientLogged)
    {
        var workflow = AgentWorkflowBuilder.BuildSequential(
            [
                ScriptedAgent.Of(isClientLogged, "writer", ScriptedModel.Says("Draft", 10)),
                ScriptedAgent.Of(isClientLogged, "editor", ScriptedModel.Throws(new TimeoutException("late"))),
            ]);

        await workflow.Logged().AskAsync(isStreamed);

        _chat.Turn.Outcome.Should().Be(TurnOutcome.Failed);
        Words(_chat.Turn.AgentResponse).Should().Be("Draft");
        _chat.Turn.ErrorType.Should().Be(isClientLogged ? "System.TimeoutException" : null, "a workflow tells only that something failed");
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Agents_that_are_logged_in_a_logged_workflow_are_no_turns_of_their_own(bool isStreamed, bool isClientLogged)
    {
        var workflow = AgentWorkflowBuilder.BuildSequential(
            [
                ScriptedAgent.Of(
                    isClientLogged, "writer", ScriptedModel.Calls("Wait.", 10, 1, ("call_1", "look", "a")), ScriptedModel.Says("Draft", 10)).WithConvLog(),
                ScriptedAgent.Of(isClientLogged, "editor", ScriptedModel.Says("Final", 20)).WithConvLog(),
            ]);

        await workflow.Logged().AskAsync(isStreamed);

        Words(_chat.Turn.AgentResponse).Should().Be("Final");
        _chat.Turn.Usage!.InputTokens.Should().Be(40);
        Calls.Should().Be("editor: Final; writer: Wait.; writer: Draft");
        _chat.Turn.Said.Select(static part => part.Text.Text!.Trim()).Should().Equal("Wait.", "Draft");
        _chat.Sink.FunctionEvents.Should().ContainSingle();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Workflow_agents_without_a_logged_client_are_identified_by_their_messages(bool isStreamed)
    {
        var workflow = AgentWorkflowBuilder.BuildSequential(
            [
                ScriptedAgent.Of(isClientLogged: true, "writer", ScriptedModel.Says("Draft", 10)),
                ScriptedAgent.Of(isClientLogged: false, "editor", ScriptedModel.Says("Final", 20)),
            ]);

        await workflow.Logged().AskAsync(isStreamed);

        Calls.Should().Be("editor: Final; writer: Draft");
        _chat.Turn.Usage!.InputTokens.Should().Be(isStreamed ? 30 : 10, "the workflow tells one sum, which has that of the writer");
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_workflow_that_its_caller_cancels_ends_its_turn_as_canceled(bool isStreamed, bool isClientLogged)
    {
        using CancellationTokenSource canceling = new();
        ScriptedModel model = new(ScriptedModel.Says("Never", 10)) { Asked = canceling.Cancel };
        var workflow = AgentWorkflowBuilder.BuildSequential([ScriptedAgent.Of(model, isClientLogged, "writer")]);

        try
        {
            await workflow.Logged().AskAsync(isStreamed, cancellationToken: canceling.Token);
        }
        catch (OperationCanceledException)
        {
            // A workflow can also end without a message.
        }

        _chat.Turn.Outcome.Should().Be(TurnOutcome.Canceled);
    }

    private static ScriptedModel.Step HandsOver(string reason, long input)
        => ScriptedModel.Answers(
            [new FunctionCallContent("call_" + reason, Transfer, new Dictionary<string, object?>(StringComparer.Ordinal) { ["reasonForHandoff"] = reason })],
            input, 1, "tool_calls");

    private static string Words(MaskedText text) => Spaces().Replace(text.Text!, " ").Trim();

    private IEnumerable<string> HandOvers()
        => _chat.Sink.Records.OfType<ConvLog.Records.HandoffRecord>().Select(static handOver => $"{handOver.FromAgent} > {handOver.Destination}");

    /// <summary>Agents that hand over to each other, as a workflow reports them.</summary>
    private sealed class EndlessAgent(int times) : DelegatingAIAgent(ScriptedAgent.Of(isClientLogged: false, "wf"))
    {
        public override object? GetService(Type serviceType, object? serviceKey = null) => null;

        protected override IAsyncEnumerable<AgentResponseUpdate> RunCoreStreamingAsync(
            IEnumerable<ChatMessage> messages, AgentSession? session = null, AgentRunOptions? options = null, CancellationToken cancellationToken = default)
            => Enumerable.Range(0, times + 1).SelectMany(static i => Part(i)).ToAsyncEnumerable();

        private static AgentResponseUpdate[] Part(int i)
        {
            string author = i % 2 == 0 ? "ping" : "pong";
            var call = (FunctionCallContent)HandsOver(i.ToString(CultureInfo.InvariantCulture), 1).Response.Messages[0].Contents[0];
            return
            [
                new(ChatRole.Assistant, [call]) { AuthorName = author },
                new(ChatRole.Tool, [new FunctionResultContent(call.CallId, "Transferred.")]) { AuthorName = author },
            ];
        }
    }

    [GeneratedRegex(@"\s+", RegexOptions.None, 1_000)]
    private static partial Regex Spaces();
}

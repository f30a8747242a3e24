using System.Text.Json;
using Microsoft.Agents.AI.Workflows;

namespace ConvLog.Extensions.Agents.Tests;

/// <summary>Turns of a stateless web host, and of a second host that answers the next request.</summary>
public sealed class ConvLogAgentHostsTests : IDisposable
{
    private static readonly ChatMessage s_user = new(ChatRole.User, "Pay Jane");

    private readonly string _folder = Directory.CreateTempSubdirectory("convlog-agents-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string File => Path.Combine(_folder, "conversations.db");

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public async Task An_approval_is_decided_on_another_host(bool isGranted, bool isClientLogged)
    {
        ScriptedModel model = new(ScriptedModel.Calls("Shall I?", 100, 10, ("call_1", "pay", "200")), ScriptedModel.Says("All right.", 200, 20));
        var pay = new ApprovalRequiredAIFunction(AIFunctionFactory.Create(static (string value) => "paid " + value, "pay"));
        IList<ChatMessage> asked;
        await using (var first = await StartAsync(model, isClientLogged, pay))
        {
            (asked, _) = await first.SendAsync("c-1", [s_user], session: "s-1");
            var waiting = await first.ReadAsync("c-1");
            waiting.Turns.Should().ContainSingle().Which.Should().BeEquivalentTo(new
            {
                Outcome = TurnOutcome.Waiting, WaitsFor = new TurnWait(TurnWaitKind.Approval, "call_1") { Name = "pay" },
            });
            waiting.Summary.Problems.Total.Should().Be(0);
        }

        var request = asked.SelectMany(static message => message.Contents).OfType<ToolApprovalRequestContent>().Single();
        await using var second = await StartAsync(model, isClientLogged, pay);
        await second.SendAsync("c-1", [new(ChatRole.User, [request.CreateResponse(isGranted, "because")])], session: "s-1");

        var view = await second.ReadAsync("c-1");
        var turn = ShouldBeOne(view, "Pay Jane", "All right.", tokens: 300);
        turn.ModelCalls.Should().HaveCount(2);
        var call = turn.FunctionEvents.Should().ContainSingle().Subject;
        call.Should().BeEquivalentTo(new
        {
            Name = "pay",
            CallId = "call_1",
            Outcome = isGranted ? FunctionOutcome.Completed : FunctionOutcome.Declined,
            Approval = new { Decision = isGranted ? ApprovalDecision.Granted : ApprovalDecision.Declined },
        });
        call.Approval!.Waited.Should().BePositive();
        view.Summary.Problems.Total.Should().Be(0, "a no is no failure");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_tool_of_the_front_end_answers_on_another_host(bool isClientLogged)
    {
        ScriptedModel model = new(ScriptedModel.Calls("", 100, 10, ("call_1", "locate", "me")), ScriptedModel.Says("In Rome.", 200, 20));
        var locate = AIFunctionFactory.CreateDeclaration("locate", "Where the user is.", AIFunctionFactory.Create(static (string value) => value).JsonSchema);
        IList<ChatMessage> asked;
        await using (var first = await StartAsync(model, isClientLogged, locate))
        {
            (asked, _) = await first.SendAsync("c-2", [s_user]);
            (await first.ReadAsync("c-2")).Turns.Should().ContainSingle().Which.WaitsFor!.Kind.Should().Be(TurnWaitKind.ClientTool);
        }

        await using var second = await StartAsync(model, isClientLogged, locate);
        await second.SendAsync("c-2", [s_user, .. asked, new(ChatRole.Tool, [new FunctionResultContent("call_1", "Rome")])]);

        ShouldBeOne(await second.ReadAsync("c-2"), "Pay Jane", "In Rome.", tokens: 300)
            .FunctionEvents.Should().ContainSingle().Which.Should().BeEquivalentTo(new { Name = "locate", IsUnobserved = true, IsProblem = false });
    }

    [Fact]
    public async Task A_background_response_is_polled_on_several_hosts()
    {
        BackgroundModel model = new(polls: 3);
        string? token = null;
        for (int i = 0; i < 4; i++)
        {
            await using var host = await AgentHost.StartAsync(File, ScriptedAgent.Of(model, isClientLogged: true).WithConvLog());
            (_, token) = await host.SendAsync("c-3", i == 0 ? [s_user] : [], token);
            if (i == 3)
            {
                var turn = ShouldBeOne(await host.ReadAsync("c-3"), "Pay Jane", "Done.", tokens: 70);
                turn.Waited.Should().BePositive();
            }
        }
    }

    [Fact]
    public async Task Workflows_are_one_turn_of_the_user()
    {
        FunctionCallContent transfer = new("call_9", "handoff_to_1", new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["reasonForHandoff"] = JsonSerializer.SerializeToElement("Jane asks about her bill."),
        });
        var triage = ScriptedAgent.Of(isClientLogged: true, "triage", ScriptedModel.Answers([transfer], 10, 1));
        var billing = ScriptedAgent.Of(isClientLogged: true, "billing", ScriptedModel.Says("Paid.", 20, 2));
        await using (var host = await AgentHost.StartAsync(
            File, AgentWorkflowBuilder.CreateHandoffBuilderWith(triage).WithHandoffs(triage, [billing]).Build().Logged()))
        {
            await host.SendAsync("c-4", [s_user]);
            var view = await host.ReadAsync("c-4");
            ShouldBeOne(view, "Pay Jane", "Paid.", tokens: 30).ModelCalls.Select(static call => call.AgentName).Should().Equal("triage", "billing");
            view.Handoffs.Should().ContainSingle().Which.Should().BeEquivalentTo(new
            {
                FromAgent = "triage",
                Destination = "billing",
                Explanation = new ConvLog.Records.VisibleText("Jane asks about her bill.", isPii: true),
            });
        }

        AIAgent[] members =
            [ScriptedAgent.Of(true, "ada", ScriptedModel.Says("One.", 10, 1)), ScriptedAgent.Of(true, "bob", ScriptedModel.Says("Two.", 20, 2))];
        var group = AgentWorkflowBuilder.CreateGroupChatBuilderWith(static agents => new RoundRobinGroupChatManager(agents) { MaximumIterationCount = 2 })
            .AddParticipants(members).Build();
        await using var second = await AgentHost.StartAsync(File, group.Logged());
        await second.SendAsync("c-5", [s_user]);
        var chat = (await second.ReadAsync("c-5")).Turns.Should().ContainSingle().Subject;
        (chat.UserInput.ToString(), chat.Outcome, chat.Usage!.InputTokens).Should().Be(("Pay Jane", TurnOutcome.Completed, 30));
        chat.ModelCalls.Select(static call => call.AgentName).Should().Equal("ada", "bob");
    }

    private Task<AgentHost> StartAsync(IChatClient model, bool isClientLogged, AITool tool)
        => AgentHost.StartAsync(File, ScriptedAgent.Of(model, isClientLogged, "payments", tool).WithConvLog());

    private static ConvLog.Records.TurnView ShouldBeOne(ConvLog.Records.ConversationView view, string input, string answer, long tokens)
    {
        var turn = view.Turns.Should().ContainSingle().Subject;
        (turn.UserInput.ToString(), turn.AgentResponse.ToString().Trim(), turn.Outcome).Should().Be((input, answer, TurnOutcome.Completed));
        turn.Usage!.InputTokens.Should().Be(tokens);
        view.FunctionEvents.Should().BeEmpty();
        view.ModelCalls.Should().BeEmpty();
        view.Entries.Should().BeEmpty();
        return turn;
    }
}

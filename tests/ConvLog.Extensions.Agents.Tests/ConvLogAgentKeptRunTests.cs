using Microsoft.Agents.AI.Workflows;

namespace ConvLog.Extensions.Agents.Tests;

/// <summary>A workflow run kept in memory over several requests, each of which opens the conversation.</summary>
public class ConvLogAgentKeptRunTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Agent_activity_in_a_later_request_belongs_to_the_turn_open_there(bool isClientLogged)
    {
        var workflow = AgentWorkflowBuilder.BuildSequential(
            [
                ScriptedAgent.Of(isClientLogged, "writer", ScriptedModel.Says("Draft", 10), ScriptedModel.Says("Draft 2", 30)).WithConvLog(),
                ScriptedAgent.Of(isClientLogged, "editor", ScriptedModel.Says("Final", 20), ScriptedModel.Says("Final 2", 40)).WithConvLog(),
            ]);
        new Chat().Dispose(); // From here on, openings in this flow see each other, as in a host.
        StreamingRun? run = null;
        var first = await RequestAsync("A poem", 30);
        var second = await RequestAsync("Another", 70);
        await run!.DisposeAsync();

        first.AgentResponse.Text.Should().Be(second.AgentResponse.Text);

        async Task<Turn> RequestAsync(string text, long tokens)
        {
            InMemorySink sink = new();
            using Conversation conversation = new(new ConversationInfo("kept"), sink);
            using var current = conversation.MakeCurrent();
            using var turn = conversation.BeginTurn(text);
            run ??= await InProcessExecution.OpenStreamingAsync(workflow);
            await run.TrySendMessageAsync(new List<ChatMessage> { new(ChatRole.User, text) });
            await run.TrySendMessageAsync(new TurnToken(emitEvents: true));
            await foreach (var happened in run.WatchStreamAsync())
            {
                GC.KeepAlive(happened);
            }

            turn.Complete("Done");
            sink.Turns.Should().ContainSingle();
            sink.ModelCalls.Should().HaveCount(2).And.OnlyContain(call => call.TurnId == turn.Id);
            turn.Usage!.InputTokens.Should().Be(tokens);
            return turn;
        }
    }
}

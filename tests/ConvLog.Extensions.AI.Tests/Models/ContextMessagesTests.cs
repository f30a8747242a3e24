using System.Text.Json;
using Microsoft.Agents.AI;

namespace ConvLog.Extensions.AI.Tests.Models;

/// <summary>Messages that a framework adds in the user's role are not user input. They are a personal part of the model call.</summary>
public sealed class ContextMessagesTests : IDisposable
{
    private const string Context = "## Additional Context: Ana lives in Rome";

    private readonly Chat _chat = new();

    [Fact]
    public async Task A_context_provider_of_a_real_agent_changes_neither_the_input_nor_the_title()
    {
        var model = new ScriptedModel(ScriptedModel.Says("At eight."), ScriptedModel.Says("Yes."));
        var agent = model.WithConvLog().AsAIAgent(new ChatClientAgentOptions { AIContextProviders = [new Provider()] });
        var session = await agent.CreateSessionAsync();
        await agent.RunAsync("When?", session);
        await agent.RunAsync("For two?", session);

        model.Requests[0].Select(static message => message.Text).Should().Equal("When?", Context);
        _chat.Sink.Turns.Select(static turn => turn.UserInput).Should().Equal((MaskedText)"When?", "For two?");
        var told = _chat.ModelCalls[0].Request;
        told.Should().ContainSingle(static message => message.Text.Text == Context).Which.Text.Shown.Should().Be(MaskedText.Redacted);
        told.Should().ContainSingle(static message => message.Text.Shown == "When?");
    }

    [Theory]
    [InlineData("struct", true)]
    [InlineData("json", true)]
    [InlineData("text", true)]
    [InlineData("external", false)]
    [InlineData("other", false)]
    [InlineData("none", false)]
    public async Task Context_is_recognized_by_its_mark_however_it_was_serialized(string kept, bool isContext)
    {
        AgentRequestMessageSourceAttribution mark = new(AgentRequestMessageSourceType.AIContextProvider, "retrieval");
        ChatMessage message = new(ChatRole.User, Context)
        {
            AdditionalProperties = new()
            {
                ["_attribution"] = kept switch
                {
                    "struct" => mark,
                    "json" => JsonSerializer.SerializeToElement(mark),
                    "text" => mark.ToString(),
                    "external" => new AgentRequestMessageSourceAttribution(AgentRequestMessageSourceType.External, null),
                    "other" => new Unreadable(),
                    _ => null,
                },
            },
        };

        await new ScriptedModel(ScriptedModel.Says("ok")).WithConvLog().GetResponseAsync([new(ChatRole.User, "When?"), message]);

        _chat.Turn.UserInput.Text.Should().Be(isContext ? "When?" : "When?\n" + Context);
    }

    [Fact]
    public async Task Messages_added_between_two_clients_are_context_too()
    {
        var model = new ScriptedModel(ScriptedModel.Says("At eight."));
        var client = model.WithConvLog().AsBuilder()
            .Use(static (messages, options, next, token) => next([.. messages, new ChatMessage(ChatRole.User, Context)], options, token)).Build().WithConvLog();
        await client.GetResponseAsync("When?");

        _chat.Turn.UserInput.Text.Should().Be("When?");
        _chat.ModelCalls.Should().ContainSingle().Which.Request.Select(static message => message.Text.Shown).Should().Equal("When?", MaskedText.Redacted);
    }

    [Fact]
    public async Task A_message_injected_after_a_tool_result_belongs_to_the_same_turn()
    {
        var model = new ScriptedModel(ScriptedModel.Calls("", 1, 1, ("call_1", "look", "a")), ScriptedModel.Says("ok"));
        var client = model.WithConvLog();
        var asked = await client.GetResponseAsync("When?");
        await client.GetResponseAsync(
            [
                new(ChatRole.User, "When?"), .. asked.Messages, new(ChatRole.Tool, [new FunctionResultContent("call_1", "found")]),
                new(ChatRole.User, "And where?"),
            ]);

        (_chat.Turn.UserInput.Text, _chat.Turn.AgentResponse.Text).Should().Be(("When?\nAnd where?", "ok"));
        _chat.ModelCalls.Should().HaveCount(2);
    }

    public void Dispose() => _chat.Dispose();

    private sealed class Provider : AIContextProvider
    {
        protected override ValueTask<AIContext> ProvideAIContextAsync(InvokingContext context, CancellationToken cancellationToken = default)
            => new(new AIContext { Messages = [new ChatMessage(ChatRole.User, Context)] });
    }

    private sealed class Unreadable
    {
        public override string ToString() => throw new InvalidOperationException("unreadable");
    }
}

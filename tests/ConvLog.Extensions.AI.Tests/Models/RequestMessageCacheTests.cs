namespace ConvLog.Extensions.AI.Tests.Models;

/// <summary>The request messages of the model calls of a turn, where each request repeats the previous one.</summary>
public sealed class RequestMessageCacheTests : IDisposable
{
    private const int Rounds = 600;

    private readonly Chat _chat = new();
    private readonly AIFunction _look = AIFunctionFactory.Create(static (int value) => $"found {value}", "look");

    public void Dispose() => _chat.Dispose();

    [Theory]
    [InlineData("outer", false)]
    [InlineData("inner", false)]
    [InlineData("both", false)]
    [InlineData("outer", true)]
    [InlineData("inner", true)]
    [InlineData("both", true)]
    public async Task A_request_of_more_messages_than_the_limit_has_the_first_and_the_last_of_them(string order, bool isStreamed)
    {
        var loop = new FunctionInvokingChatClient(order is "outer" ? LongRun() : LongRun().WithConvLog()) { MaximumIterationsPerRequest = Rounds + 1 };
        var client = order is "inner" ? (IChatClient)loop : loop.WithConvLog();
        await Chat.AskAsync(client, isStreamed, "Look", new ChatOptions { Tools = [_look], Instructions = "Be brief" });

        _chat.ModelCalls.Should().HaveCount(Rounds + 1);
        for (int round = 0; round <= Rounds; round++)
        {
            var call = _chat.ModelCalls[round];
            int all = 2 + (2 * round);
            call.OmittedMessages.Should().Be(Math.Max(0, all - 1_000));
            call.Request.Should().HaveCount(Math.Min(all, 1_000));
            call.Request[0].Text.Text.Should().Be("Be brief");
            call.Request[1].Text.Text.Should().Be("Look");
            call.Request[^1].Text.Text.Should().Be(round == 0 ? "Look" : $"found {round - 1}");
            call.Request[^1].ToolCallId.Should().Be(round == 0 ? null : $"call_{round - 1}");
        }
    }

    [Fact]
    public async Task Requests_of_one_turn_at_once_have_their_own_messages()
    {
        var client = new ScriptedModel([.. Enumerable.Range(0, 40).Select(static _ => ScriptedModel.Says("yes"))]).WithConvLog();
        ChatMessage[] shared = [new(ChatRole.System, "Be brief"), new(ChatRole.User, "Hello")];
        using (_chat.Conversation.BeginTurn("Hello").MakeCurrent())
        {
            for (int i = 0; i < 20; i++)
            {
                var question = new ChatMessage(ChatRole.User, $"first {i}");
                var other = new ChatMessage(ChatRole.User, $"other {i}");
                await client.GetResponseAsync([.. shared, question]);
                await client.GetResponseAsync([.. shared, other, question]);
            }
        }

        _chat.ModelCalls.Select(static call => string.Join(',', call.Request.Select(static message => message.Text.Text))).Should().Equal(
            Enumerable.Range(0, 20).SelectMany(static i => new[] { $"Be brief,Hello,first {i}", $"Be brief,Hello,other {i},first {i}" }));
    }

    [Fact]
    public async Task Instructions_that_change_between_rounds_are_those_of_each_round()
    {
        var client = new ScriptedModel(ScriptedModel.Says("one"), ScriptedModel.Says("two"), ScriptedModel.Says("three")).WithConvLog();
        List<ChatMessage> history = [new(ChatRole.User, "Hello")];
        using (_chat.Conversation.BeginTurn("Hello").MakeCurrent())
        {
            foreach (string? instructions in (string?[])["Be brief", null, "Be kind"])
            {
                history.AddRange((await client.GetResponseAsync(history, new ChatOptions { Instructions = instructions })).Messages);
            }
        }

        _chat.ModelCalls.Select(static call => string.Join(',', call.Request.Select(static message => message.Text.Text)))
            .Should().Equal("Be brief,Hello", "Hello,one", "Be kind,Hello,one,two");
    }

    private static ScriptedModel LongRun() => new(
        [.. Enumerable.Range(0, Rounds).Select(static round => ScriptedModel.Calls("", 0, 0, ($"call_{round}", "look", round))), ScriptedModel.Says("Done.")]);
}

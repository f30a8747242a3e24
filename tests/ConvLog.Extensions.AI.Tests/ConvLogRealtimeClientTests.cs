namespace ConvLog.Extensions.AI.Tests;

/// <summary>Selects the sessions to log.</summary>
public sealed class ConvLogRealtimeClientTests
{
    [Fact]
    public async Task A_session_without_a_conversation_is_not_touched()
    {
        var service = new ScriptedRealtime();
        using var client = service.WithConvLog();

        (await client.CreateSessionAsync()).Should().BeSameAs(service.Sessions[0]);
    }

    [Fact]
    public async Task The_conversation_is_the_one_that_the_options_find()
    {
        using var chat = new Chat();
        var other = new InMemorySink();
        using var conversation = new Conversation(new ConversationInfo("other"), other);
        using var client = new ScriptedRealtime().WithConvLog(new ConvLogRealtimeOptions { Conversation = _ => conversation });
        await using var session = await client.CreateSessionAsync();
        var hi = new RealtimeConversationItem([new TextContent("Hi")], id: null, ChatRole.User);
        await session.SendAsync(new CreateConversationItemRealtimeClientMessage(hi));
        await session.SendAsync(new CreateResponseRealtimeClientMessage());

        chat.Sink.Turns.Should().BeEmpty();
        other.Turns.Should().ContainSingle();
    }

    [Fact]
    public async Task A_failed_lookup_of_the_conversation_leaves_the_session_unlogged()
    {
        var service = new ScriptedRealtime();
        using var client = service.WithConvLog(new ConvLogRealtimeOptions { Conversation = static _ => throw new InvalidOperationException() });

        (await client.CreateSessionAsync()).Should().BeSameAs(service.Sessions[0]);
    }

    [Fact]
    public async Task A_session_is_logged_once_by_the_innermost()
    {
        await using var call = await VoiceCall.BeginAsync(outside: static builder => builder.UseConvLog(new ConvLogRealtimeOptions()));
        await call.SpeakAsync("item_1");
        await call.AnswerAsync("resp_1", "Yes.");

        call.Chat.Turn.AgentResponse.Text.Should().Be("Yes.");
    }

    [Fact]
    public void Services_are_those_of_the_client()
        => ((ChatClientMetadata)new ScriptedRealtime().WithConvLog().GetService(typeof(ChatClientMetadata))!).ProviderName.Should().Be("openai");

    [Fact]
    public async Task A_session_that_cannot_be_created_fails_as_without_logging()
    {
        using var client = new ScriptedRealtime().WithConvLog();
        var create = () => client.CreateSessionAsync(options: null, new CancellationToken(canceled: true));

        await create.Should().ThrowAsync<OperationCanceledException>();
    }
}

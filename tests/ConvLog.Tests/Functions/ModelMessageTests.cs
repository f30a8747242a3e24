namespace ConvLog.Tests.Functions;

/// <summary>A message repeated by later requests is captured once, and again for a conversation with other limits or recording.</summary>
public sealed class ModelMessageTests
{
    [Fact]
    public void A_message_that_is_given_again_is_as_it_was_first()
    {
        var arguments = new Dictionary<string, object?>(StringComparer.Ordinal) { ["people"] = 2 };
        var message = ModelMessage.Assistant("", [new ModelToolCall("call_1", "find_table", arguments)]);
        using var conversation = new Conversation(new ConversationInfo("c"), new InMemorySink());
        using var turn = conversation.BeginTurn();
        var first = turn.BeginModelCall("gpt-x");
        first.Complete(message);
        arguments["people"] = 3;
        var next = turn.BeginModelCall("gpt-x");
        next.AddRequest(message, message);

        next.Request.Should().HaveCount(2).And.OnlyContain(again => ReferenceEquals(again, first.Response));
        first.Response!.ToolCalls[0].Arguments["people"].Should().Be(2);
    }

    [Fact]
    public void Each_conversation_keeps_it_within_its_own_limits()
    {
        var message = ModelMessage.User(new string('x', 500));
        var narrow = new ConversationOptions { Limits = new LogLimits { ModelTextLength = 100 } };

        for (int i = 0; i < 2; i++)
        {
            Captured(message, new ConversationOptions()).Text.Text.Should().HaveLength(500);
            Captured(message, narrow).Text.Text.Should().EndWith("[cut, 500 characters]");
        }
    }

    [Fact]
    public void Without_text_recording_no_text_of_a_shared_message_is_kept()
    {
        var message = ModelMessage.User("I am Ana");

        for (int i = 0; i < 2; i++)
        {
            Captured(message, new ConversationOptions()).Text.Text.Should().Be("I am Ana");
            Captured(message, new ConversationOptions(), Recording.MetadataOnly).Text.Text.Should().NotContain("Ana");
        }
    }

    [Fact]
    public void A_shared_message_is_personal_in_a_conversation_with_personal_utterances()
    {
        var message = ModelMessage.User("I am Ana");

        for (int i = 0; i < 2; i++)
        {
            Captured(message, new ConversationOptions()).ToString().Should().Contain("Ana");
            Captured(message, new ConversationOptions { UtterancesArePersonal = true }).ToString().Should().NotContain("Ana");
        }
    }

    // Stores use this ID to keep a message once, so it must never change: SHA-256 over role, mask flag, text, shown text and tool call ID, followed by ID, name
    // and arguments of each tool call, each part prefixed with its length.
    [Fact]
    public void Its_ID_is_the_same_in_all_versions()
    {
        Captured(ModelMessage.User(new MaskedText("Soy Ana, à las ocho", "Soy [name]")), new ConversationOptions()).Id.Should()
            .Be(Guid.ParseExact("93e81500546409ef010dd5fdc064bde9", "N"));
        Captured(ModelMessage.Assistant("", [new ModelToolCall("call_1", "find_table", new { people = 2 })]), new ConversationOptions()).Id.Should()
            .Be(Guid.ParseExact("88e88a6d26e69c8e947fad5bc02c92fe", "N"));
    }

    private static ModelMessage Captured(ModelMessage message, ConversationOptions options, Recording recording = Recording.Full)
    {
        using var conversation = new Conversation(new ConversationInfo("c") { Recording = recording }, new InMemorySink(), options);
        using var turn = conversation.BeginTurn();
        using var call = turn.BeginModelCall("gpt-x");
        call.AddRequest(message);
        return call.Request.Single();
    }
}

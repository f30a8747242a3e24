using Microsoft.Extensions.DependencyInjection;

namespace ConvLog.AspNetCore.Tests.Pages;

/// <summary>Incomplete or very long messages of a model call.</summary>
public sealed class ModelMessagesTests
{
    private const string Path = "/convlog/conversations/conv-42";

    [Fact]
    public async Task Omitted_messages_are_reported()
    {
        string body = await ReviewAsync(static call =>
        {
            call.AddRequest([.. Enumerable.Range(1, 1_003).Select(static i => ModelMessage.User($"message {i}"))]);
            call.Complete(ModelMessage.Assistant("Yes."));
        });

        body.Should().Contain("3 messages omitted from the middle of the request");
        int omitted = body.IndexOf("3 messages omitted", StringComparison.Ordinal);
        body.IndexOf("<bdi>message 500</bdi>", StringComparison.Ordinal).Should().BeInRange(0, omitted);
        body.IndexOf("<bdi>message 504</bdi>", StringComparison.Ordinal).Should().BeGreaterThan(omitted);
        body.Should().NotContain("<bdi>message 503</bdi>");
    }

    [Fact]
    public async Task An_unstored_message_is_reported()
    {
        string body = await ReviewAsync(
            static call =>
            {
                call.AddRequest(ModelMessage.User("Hello"));
                call.Complete(ModelMessage.Assistant("Yes."));
            },
            static services => services.AddSingleton(ForgetfulStore.Create()));

        body.Should().Contain("Message not stored: it was dropped on its way to the store").And.NotContain("<span class=\"role\">");
    }

    [Fact]
    public async Task A_model_call_without_stored_messages_says_so()
        => (await ReviewAsync(static call => call.Complete(usage: new ModelUsage("", 3, 4)))).Should().Contain("No messages recorded").And.Contain("7 tokens");

    [Fact]
    public async Task Long_text_is_folded_and_JSON_is_highlighted()
    {
        string body = await ReviewAsync(static call =>
        {
            call.AddRequest(ModelMessage.User(new string('a', 1_000)), ModelMessage.User("""{"people":2}"""));
            call.Complete(ModelMessage.Assistant("Yes."));
        });

        body.Should().ContainAll(
            "<span class=\"size\">1,000 characters</span>", "<span class=\"key\">&quot;people&quot;</span>", "<span class=\"number\">2</span>");
    }

    [Fact]
    public async Task Many_earlier_messages_are_reduced_to_the_first_and_the_latest()
    {
        await using var site = await Site.WithKeysAsync();
        await using (var conv = site.Open(new ConversationInfo("conv-42")))
        {
            using var turn = conv.BeginTurn("Hello");
            ModelMessage[] request = [.. Enumerable.Range(1, 100).Select(static i => ModelMessage.User($"message {i}"))];
            for (int i = 0; i < 2; i++)
            {
                using var call = turn.BeginModelCall("gpt-x");
                call.AddRequest(request);
            }
        }

        string body = (await site.GetWithKeyAsync(Path)).Body;
        string earlier = body[body.IndexOf("100 earlier messages", StringComparison.Ordinal)..];

        earlier.Should().ContainAll("<bdi>message 1</bdi>", "97 more", "<bdi>message 99</bdi>", "<bdi>message 100</bdi>");
        earlier.Should().NotContain("<bdi>message 98</bdi>");
    }

    private static async Task<string> ReviewAsync(Action<ModelCall> inCall, Action<IServiceCollection>? services = null)
    {
        await using var site = await Site.WithKeysAsync(services: services);
        await using (var conv = site.Open(new ConversationInfo("conv-42")))
        {
            using var turn = conv.BeginTurn("Hello");
            using var call = turn.BeginModelCall("gpt-x");
            inCall(call);
        }

        return (await site.GetWithKeyAsync(Path)).Body;
    }
}

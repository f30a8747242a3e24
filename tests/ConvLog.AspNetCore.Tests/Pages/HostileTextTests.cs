using System.Text.RegularExpressions;

namespace ConvLog.AspNetCore.Tests.Pages;

/// <summary>Logged data is always displayed as text.</summary>
public sealed class HostileTextTests(SharedSites sites) : IClassFixture<SharedSites>
{
    private const string Script = "</title></pre><script>alert(1)</script><img src=x onerror=alert(1)>\" onmouseover=\"alert(1)";

    [Fact]
    public async Task Markup_in_any_field_stays_text()
    {
        await using var site = await PlayedAsync(Script);

        foreach (string path in new[] { "/convlog", $"/convlog/conversations/{Uri.EscapeDataString(Script)}", $"/convlog?agent={Uri.EscapeDataString(Script)}",
            $"/convlog?offset={Uri.EscapeDataString(Script)}", "/convlog/users", "/convlog/insight", "/convlog/insight/scores", "/convlog/feedback" })
        {
            string body = (await site.RevealAsync(path)).Body;

            OwnScript.Without(body).Should().Contain("alert").And.NotContain("<script").And.NotContain("<img").And.NotContain("\" onmouseover");
        }
    }

    [Fact]
    public async Task No_logged_URL_becomes_a_link()
    {
        await using var site = await PlayedAsync("javascript:alert(1)");
        string body = (await site.RevealAsync("/convlog/conversations/javascript%3Aalert%281%29")).Body;

        Regex.Matches(body, "(?<=(?:href|src|action)=\")[^\"]*", RegexOptions.None, TimeSpan.FromSeconds(1)).Select(static match => match.Value).Should()
            .OnlyContain(static target => target.StartsWith('/') || target.StartsWith('#'));
    }

    [Theory]
    [InlineData("\u202Ereversed", "[U&#x2B;202E]reversed")]
    [InlineData("\u2066isolated", "[U&#x2B;2066]isolated")]
    [InlineData("bell\u0007", "bell[U&#x2B;0007]")]
    [InlineData("null\u0000", "null[U&#x2B;0000]")]
    [InlineData("escape\u001B[31m", "escape[U&#x2B;001B][31m")]
    [InlineData("c1\u0085", "c1[U&#x2B;0085]")]
    public async Task Invisible_and_bidirectional_characters_are_shown_by_name(string said, string shown)
    {
        var site = await sites.GetAsync(static () => Site.StartAsync());
        string id = Guid.NewGuid().ToString("N");
        await site.PlayAsync(new ConversationInfo(id), said: said);

        string body = (await site.GetAsync($"/convlog/conversations/{id}")).Body;

        body.Should().Contain($"<bdi>{shown}</bdi>").And.NotContain(said);
    }

    [Fact]
    public async Task Line_breaks_in_a_text_are_kept()
    {
        await using var site = await Site.StartAsync();
        await site.PlayAsync(new ConversationInfo("conv-42"), static conv => conv.Log.Info("one\r\ntwo\n\tthree"), said: "first\nsecond");

        string body = (await site.GetAsync("/convlog/conversations/conv-42")).Body;

        body.Should().Contain("<p><bdi>first&#xA;second</bdi></p>").And.Contain("<bdi>one&#xA;two&#xA;&#x9;three</bdi>");
    }

    private static async Task<Site> PlayedAsync(string text)
    {
        var site = await Site.WithKeysAsync();
        var info = new ConversationInfo(text)
        {
            AgentId = text,
            AccountId = text,
            ProjectId = text,
            Channel = text,
            Language = text,
            VariantId = text,
            UserId = text,
            FromNumber = text,
            Attributes = new Dictionary<string, object?>(StringComparer.Ordinal) { [text] = text },
        };
        await using var conv = site.Open(info);
        conv.Log.Info(text, (text, text));
        using (var turn = conv.BeginTurn(text))
        {
            using (var call = conv.BeginFunction(text, text, new Dictionary<string, object?>(StringComparer.Ordinal) { [text] = text }))
            {
                conv.Log.Error(text, ("nested", new Dictionary<string, object?>(StringComparer.Ordinal) { [text] = new[] { text, text } }),
                    (text, "line\n" + text));
                conv.LogApiResponse(text, text, 500, TimeSpan.Zero, text);
                conv.LogApiResponse("GET", $"https://{text}", 500, TimeSpan.Zero, $"{{\"a\":\"{text.Replace("\"", "\\\"", StringComparison.Ordinal)}\"}}");
                conv.SetState(text, text);
                call.Fail(text);
            }

            CallModel(turn, text);
            turn.HandOver(text, text, text, text);
            turn.Complete(text, new ModelUsage(text, 1, 1, 0.1m, text));
        }

        conv.AddFeedback(FeedbackRating.Like, text);
        conv.AddNote(text, text);
        conv.WriteMetric(text, text);
        conv.HandOff(text, text);
        using (var failed = conv.BeginTurn(text))
        {
            failed.Fail(text);
        }

        return site;
    }

    private static void CallModel(Turn turn, string text)
    {
        ModelToolCall[] tools = [new(text, text, new Dictionary<string, object?>(StringComparer.Ordinal) { [text] = text })];
        using (var asks = turn.BeginModelCall(text, text, new ModelParameters { ResponseFormat = text, Tools = [text] }))
        {
            asks.AddRequest(ModelMessage.System(text), ModelMessage.User(text));
            asks.Complete(ModelMessage.Assistant(text, tools), new ModelUsage(text, 1, 1, 0.1m, text), text, text);
        }

        using var fails = turn.BeginModelCall(text);
        fails.AddRequest(ModelMessage.System(text), ModelMessage.User(text), ModelMessage.Assistant(text, tools),
            ModelMessage.Tool(text, text + new string('x', 1_000)));
        fails.Fail(text);
    }
}

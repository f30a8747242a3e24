using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;

namespace ConvLog.AspNetCore.Tests.Http;

/// <summary>An ID can be any string, and every address that contains it leads to its conversation.</summary>
public sealed partial class RouteTextTests(SharedSites sites) : IClassFixture<SharedSites>
{
    private static readonly string[] s_ids =
    [
        "conv-42", "a/b", "a%2Fb", "a%252Fb", "a b", "a+b", "100%", "%", "what?", "a#b", "a&b=c", "...", "../../etc/passwd", "a/../b", "a/..", "/", "//",
            "\\", "a\\b", "日本語", "🙂", "é", "<script>", "\"quoted\"", "'", ";", ":", "@", "~", "*",
        "line\nbreak", "tab\there", "null\0inside", "%00", "%zz", " leading and trailing ", "a/", "/a", "{id}", "\u202Ereversed",
    ];

    public static TheoryData<string> Ids { get; } = [.. s_ids];

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task A_conversation_with_any_id_opens_from_the_list(string id)
    {
        var site = await sites.GetAsync(PlayedAsync);

        string list = (await site.GetAsync("/convlog")).Body;
        string link = WebUtility.HtmlDecode(Links().Matches(list)
            .Single(match => string.Equals(match.Groups["said"].Value, SaidOf(id), StringComparison.Ordinal)).Groups["href"].Value);
        var page = await site.GetAsync(link);

        page.Status.Should().Be(HttpStatusCode.OK);
        page.Body.Should().Contain($"<p><bdi>{SaidOf(id)}</bdi></p>");
        Said().Matches(page.Body).Should().OnlyContain(match => string.Equals(match.Value, SaidOf(id), StringComparison.Ordinal), "no other one is meant");
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task A_conversation_with_any_id_is_returned_by_the_API(string id)
    {
        if (id.Contains('\0', StringComparison.Ordinal))
        {
            return; // No path can contain it: servers refuse it.
        }

        var site = await sites.GetAsync(PlayedAsync);
        string agent = Uri.EscapeDataString(AgentOf(id));

        var answer = await site.GetWithKeyAsync($"/v1/agents/{agent}/conversations/{Uri.EscapeDataString(id)}");

        answer.Status.Should().Be(HttpStatusCode.OK);
        answer.Json.GetProperty("conversationId").GetString().Should().Be(id);
        (await site.GetWithKeyAsync($"/v1/agents/{agent}/conversations")).Json.GetProperty("count").GetInt32().Should().Be(1);
    }

    [Fact]
    public async Task An_id_with_a_slash_differs_from_one_with_its_escape()
    {
        await using var site = await Site.WithKeysAsync(onKestrel: true);
        await site.PlayAsync(new ConversationInfo("a/b"), said: "with a slash");
        await site.PlayAsync(new ConversationInfo("a%2Fb"), said: "with an escape");

        (await site.GetAsync("/convlog/conversations/a%2Fb")).Body.Should().Contain("with a slash").And.NotContain("with an escape");
        (await site.GetAsync("/convlog/conversations/a%252Fb")).Body.Should().Contain("with an escape").And.NotContain("with a slash");
    }

    [Fact]
    public async Task A_path_rewritten_by_the_host_is_used_as_rewritten()
    {
        await using var site = await Site.StartAsync(onKestrel: true, before: static app =>
        {
            app.Use(static (context, next) =>
            {
                context.Request.Path = "/convlog/conversations/a%2Fb";
                return next(context);
            });
            app.UseRouting();
        });
        await site.PlayAsync(new ConversationInfo("a/b"), said: "the one that is meant");

        (await site.GetAsync("/an/old/address")).Body.Should().Contain("the one that is meant");
    }

    [Fact]
    public async Task Without_the_raw_request_target_an_escaped_slash_counts_as_a_slash()
    {
        await using var site = await Site.StartAsync();
        await site.PlayAsync(new ConversationInfo("a/b"), said: "the one that is meant");

        (await site.GetAsync("/convlog/conversations/a%2Fb")).Body.Should().Contain("the one that is meant");
    }

    // All of them, on one page of the list, each with its own agent and text.
    private static async Task<Site> PlayedAsync()
    {
        var site = await Site.WithKeysAsync(onKestrel: true);
        foreach (string id in s_ids)
        {
            await site.PlayAsync(new ConversationInfo(id) { AgentId = AgentOf(id) }, said: SaidOf(id));
        }

        return site;
    }

    private static string AgentOf(string id) => FormattableString.Invariant($"an/agent %2F {Array.IndexOf(s_ids, id)}");

    private static string SaidOf(string id) => FormattableString.Invariant($"said in number {Array.IndexOf(s_ids, id)}.");

    [GeneratedRegex("class=\"open\" href=\"(?<href>[^\"]+)\"><bdi>(?<said>[^<]*)</bdi>", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Links();

    [GeneratedRegex("said in number [0-9]+\\.", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Said();
}

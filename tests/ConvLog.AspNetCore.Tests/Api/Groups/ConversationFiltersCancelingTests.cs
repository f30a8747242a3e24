using System.Net;

namespace ConvLog.AspNetCore.Tests.Api.Groups;

/// <summary>Canceled turns, function calls and model calls in the API, its exports and the pages.</summary>
public sealed class ConversationFiltersCancelingTests(SharedSites sites) : IClassFixture<SharedSites>
{
    [Theory]
    [InlineData("outcome=canceled", "left stopped")]
    [InlineData("outcome=canceled&cancel_reason=user_left", "left")]
    [InlineData("cancel_reason=host_stopped", "stopped")]
    [InlineData("cancel_reason=user_interrupted", "")]
    [InlineData("outcome=completed", "answered")]
    [InlineData("outcome=failed", "failed")]
    [InlineData("outcome=abandoned", "abandoned")]
    [InlineData("not_outcome=canceled", "answered failed abandoned")]
    [InlineData("not_cancel_reason=user_left", "stopped answered failed abandoned")]
    [InlineData("function_outcome=canceled", "left")]
    [InlineData("has_problem=true", "failed")]
    public async Task Conversations_are_filtered_by_turn_outcome(string query, string found)
    {
        var site = await sites.GetAsync(static () => PlayedAsync());

        var answer = await site.GetWithKeyAsync($"/convlog/v1/conversations?{query}");
        answer.Json.GetProperty("conversations").EnumerateArray().Select(static one => one.GetProperty("conversation_id").GetString())
            .Should().BeEquivalentTo(found.Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    [Theory]
    [InlineData("outcome", "paused", "completed, failed, canceled, abandoned, waiting")]
    [InlineData("outcome", "Canceled", "completed, failed, canceled, abandoned, waiting")]
    [InlineData("cancel_reason", "UserLeft", "user_interrupted, user_left, superseded, host_stopped, unspecified")]
    [InlineData("not_cancel_reason", "", "user_interrupted, user_left, superseded, host_stopped, unspecified")]
    public async Task An_unknown_outcome_is_refused_with_the_valid_values(string parameter, string value, string known)
    {
        var site = await sites.GetAsync(static () => PlayedAsync());

        var refused = await site.GetWithKeyAsync($"/convlog/v1/conversations?{parameter}={value}");

        refused.Status.Should().Be(HttpStatusCode.BadRequest);
        refused.Json.GetProperty("field").GetString().Should().Be(parameter);
        refused.Json.GetProperty("detail").GetString().Should().Contain(known);
    }

    [Fact]
    public async Task Outcome_and_cancel_reason_are_in_JSON_and_in_exports()
    {
        var site = await sites.GetAsync(static () => PlayedAsync());

        var turn = (await site.GetWithKeyAsync("/convlog/v1/conversations/left")).Json.GetProperty("turns")[0];
        var answered = (await site.GetWithKeyAsync("/convlog/v1/conversations/answered")).Json.GetProperty("turns")[0];
        string lines = (await site.GetWithKeyAsync("/convlog/v1/export/conversations?agent=bookings")).Body;
        string table = (await site.GetWithKeyAsync("/convlog/v1/export/conversations?agent=bookings&format=csv")).Body;

        foreach (var one in new[] { turn, turn.GetProperty("function_events")[0], turn.GetProperty("model_calls")[0] })
        {
            (one.GetProperty("outcome").GetString(), one.GetProperty("cancel_reason").GetString()).Should().Be(("canceled", "user_left"));
        }

        (turn.GetProperty("agent_response").GetString(), turn.GetProperty("is_abandoned").GetBoolean()).Should().Be(("Your table", false));
        (answered.GetProperty("outcome").GetString(), answered.GetProperty("cancel_reason").GetString()).Should().Be(("completed", null));
        lines.Should().Contain("\"outcome\":\"canceled\",\"cancel_reason\":\"user_left\"");
        table.Split("\r\n").Select(static line => line.Replace("\"", "", StringComparison.Ordinal))
            .Should().ContainSingle(static line => line.StartsWith("left,", StringComparison.Ordinal)).Which.Should().Contain(",canceled,user_left,");
    }

    [Fact]
    public async Task Pages_show_cancellations_neutrally_with_their_reason_and_filter_by_them()
    {
        await using var site = await PlayedAsync(withKeys: false);

        string left = (await site.GetAsync("/convlog/conversations/left")).Body;
        string list = (await site.GetAsync("/convlog?outcome=canceled")).Body;
        string copy = (await site.GetAsync("/convlog/copy?id=left&as=markdown")).Body;

        left.Should().Contain("<span class=\"chip canceled\">Canceled: the user left</span>")
            .And.Contain("<span class=\"chip canceled\" title=\"Canceled: the user left\">Canceled</span>")
            .And.Contain("<span class=\"label\">Canceled</span><span>The user left</span>")
            .And.NotContain("class=\"turn bad\"").And.NotContain("class=\"cause\"").And.NotContain("failed-turn").And.NotContain("class=\"failure\"");
        list.Should().Contain("conversations/left?").And.Contain("conversations/stopped?").And.NotContain("conversations/answered?")
            .And.Contain("Turn outcome");
        copy.Should().Contain("- Canceled: the user left").And.Contain("`book_table` canceled: the user left");
    }

    private static async Task<Site> PlayedAsync(bool withKeys = true)
    {
        var site = withKeys ? await Site.WithKeysAsync() : await Site.StartAsync();
        await PlayAsync(site, "left", static conv =>
        {
            using var turn = conv.BeginTurn("Book a table");
            turn.BeginModelCall("gpt-x").Cancel(CancelReason.UserLeft);
            using var call = conv.BeginFunction("book_table");
            call.Cancel(CancelReason.UserLeft);
            turn.Cancel(CancelReason.UserLeft, "Your table");
        });
        await PlayAsync(site, "stopped", static conv => conv.BeginTurn("Hello").Cancel(CancelReason.HostStopped));
        await PlayAsync(site, "answered", static conv =>
        {
            using var turn = conv.BeginTurn("Hello");
            turn.Complete("Hi.");
        });
        await PlayAsync(site, "failed", static conv =>
        {
            using var turn = conv.BeginTurn("Hello");
            turn.Fail(new TimeoutException("the model took too long"));
        });
        await PlayAsync(site, "abandoned", static conv => conv.BeginTurn("Hello"));
        return site;
    }

    private static async Task PlayAsync(Site site, string id, Action<Conversation> play)
    {
        await using var conv = site.Open(new ConversationInfo(id) { AgentId = "bookings" });
        play(conv);
    }
}

using System.Text.Json;

namespace ConvLog.AspNetCore.Tests.Pages;

/// <summary>Waiting turns and approvals on the review page and in the API.</summary>
public sealed class WaitChipsTests(SharedSites sites) : IClassFixture<SharedSites>
{
    private const string Path = "/convlog/conversations/conv-42";

    [Fact]
    public async Task The_page_shows_what_a_turn_waits_for_since_when_and_how_long()
    {
        var site = await sites.GetAsync(static () => WaitingAsync());

        string body = (await site.GetWithKeyAsync(Path)).Body;

        body.Should().ContainAll("Waiting for approval", "<code><bdi>transfer</bdi></code>", "Waited 1:00:00", "Agent <bdi>billing</bdi>",
            "<span class=\"chip granted\">Granted</span>", " · asked of <bdi>manager</bdi>", " · by the rule <code><bdi>over 100</bdi></code>",
            "<span class=\"chip declined\">Declined</span>");
        body.Should().NotContain("Abandoned").And.NotContain(">Open<");
        body.Should().NotContainAny("Ana Smith", "double invoice");
    }

    [Fact]
    public async Task The_API_returns_waits_and_filters_by_them()
    {
        var site = await sites.GetAsync(static () => WaitingAsync());

        var turns = (await site.GetWithKeyAsync("/convlog/v1/conversations/conv-42")).Json.GetProperty("turns");

        turns[0].GetProperty("waited_ms").GetInt64().Should().Be(3_600_000);
        var approval = turns[0].GetProperty("function_events")[0].GetProperty("approval");
        approval.GetProperty("decision").GetString().Should().Be("granted");
        approval.GetProperty("decided_by").GetString().Should().Be("[redacted]");
        approval.GetProperty("pii_fields").EnumerateArray().Select(static name => name.GetString()).Should().Equal("decided_by", "reason");
        turns[1].GetProperty("outcome").GetString().Should().Be("waiting");
        JsonSerializer.Serialize(turns[1].GetProperty("waiting_for")).Should().Be("""{"kind":"approval","name":"transfer","call_ids":["call_9"]}""");
        turns[1].GetProperty("waiting_since").GetString().Should().NotBeNull();
        foreach (string query in new[] { "outcome=waiting", "function_outcome=declined" })
        {
            (await site.GetWithKeyAsync($"/convlog/v1/conversations?{query}")).Json.GetProperty("conversations").GetArrayLength().Should().Be(1, query);
        }
    }

    private static async Task<Site> WaitingAsync()
    {
        var site = await Site.WithKeysAsync();
        await using var conv = site.Open(new ConversationInfo("conv-42"));
        using (var turn = conv.BeginTurn("Pay Jane"))
        {
            turn.Wait(new TurnWait(TurnWaitKind.Approval, "call_7") { Name = "transfer" }, "Shall I?");
        }

        site.Clock.Advance(TimeSpan.FromHours(1));
        using (var turn = conv.ContinueTurn(callId: "call_7"))
        {
            turn.AgentName = "billing";
            using (var call = conv.BeginFunction("transfer", "call_7"))
            {
                call.RequestApproval("manager", "over 100");
                call.Decide(ApprovalDecision.Granted, "Ana Smith", "double invoice");
            }

            using (var call = conv.BeginFunction("close_account", "call_8"))
            {
                call.Decide(ApprovalDecision.Declined);
            }

            turn.Complete("Done.");
        }

        using var again = conv.BeginTurn("And Bob");
        again.Wait(new TurnWait(TurnWaitKind.Approval, "call_9") { Name = "transfer" });
        return site;
    }
}

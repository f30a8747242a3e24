using System.Text.Json;

namespace ConvLog.PostgreSql.Tests.Webhooks;

/// <summary>Webhooks of one conversation on three hosts: the API of each host shows the same, whichever host received a webhook.</summary>
public sealed class WebhookTests
{
    [Fact]
    [Trait(CiRun.Trait, CiRun.Only)]
    public async Task Turns_and_late_records_of_three_hosts_form_one_conversation()
    {
        await using var hosts = await WebhookHosts.StartAsync();
        await hosts.DeliverAsync(1, "message", "chat", new WebhookMessage("m-1", "a tabel"));
        await hosts.DeliverAsync(2, "message", "chat", new WebhookMessage("m-2", "for two"));
        await hosts.DeliverAsync(2, "edited", "chat", new WebhookMessage("m-1", "a table"));
        var third = await hosts.DeliverAndHoldAsync(3, "chat", new WebhookMessage("m-3", "on the terrace"));
        await hosts.DeliverAsync(1, "heard", "chat", new WebhookMessage("m-3", "You said"));
        await hosts.DeliverAsync(1, "heard", "chat", new WebhookMessage("m-2", "You"));
        hosts.Answer("m-3");
        await third;
        await hosts.DeliverAsync(2, "message", "another", new WebhookMessage("m-1", "of another chat"));

        foreach (int host in (int[])[1, 2, 3])
        {
            var turns = (await hosts.ReadAsync(host, "chat")).GetProperty("turns").EnumerateArray().ToList();
            turns.Select(static turn => Texts(turn, "id", "user_input", "agent_response", "heard", "outcome")).Should().Equal(
                "m-1 | a table | You said: a tabel | - | completed",
                "m-2 | for two | You said: for two | You | completed",
                "m-3 | on the terrace | You said: on the terrace | You said | completed");
            turns[2].GetProperty("interrupted_after_ms").GetDouble().Should().Be(700);
            turns.Should().OnlyContain(static turn => turn.GetProperty("function_events").GetArrayLength() == 1
                && turn.GetProperty("function_events")[0].GetProperty("entries").GetArrayLength() == 1);
        }

        (await hosts.ReadAsync(1, "another")).GetProperty("turns").EnumerateArray().Select(static turn => Texts(turn, "id", "user_input")).Should()
            .Equal("m-1 | of another chat");
        await ShouldHaveStoredAllAsync(hosts);
    }

    [Fact]
    [Trait(CiRun.Trait, CiRun.Only)]
    public async Task A_webhook_delivered_to_two_hosts_is_stored_as_one_turn()
    {
        await using var hosts = await WebhookHosts.StartAsync();
        var message = new WebhookMessage("m-1", "a table");
        var first = await hosts.DeliverAndHoldAsync(1, "chat", message);
        var again = hosts.DeliverAsync(2, "message", "chat", message);
        hosts.Answer("m-1");
        await Task.WhenAll(first, again);
        await hosts.DeliverAsync(3, "message", "chat", message);

        foreach (int host in (int[])[1, 2, 3])
        {
            var read = await hosts.ReadAsync(host, "chat");
            read.GetProperty("turn_count").GetInt32().Should().Be(1);
            var turn = read.GetProperty("turns").EnumerateArray().Should().ContainSingle().Subject;
            Texts(turn, "id", "user_input", "agent_response", "outcome").Should().Be("m-1 | a table | You said: a table | completed");
            turn.GetProperty("function_events").GetArrayLength().Should().Be(3, "each host looked it up");
        }

        await ShouldHaveStoredAllAsync(hosts);
    }

    [Fact]
    public async Task A_human_takeover_can_span_hosts_and_the_end_time_does_not_change()
    {
        await using var hosts = await WebhookHosts.StartAsync();
        await hosts.DeliverAsync(1, "message", "chat", new WebhookMessage("m-1", "a person, please"));
        await hosts.DeliverAsync(2, "takeover", "chat", new WebhookMessage("", "Ben"));
        await hosts.DeliverAsync(3, "message", "chat", new WebhookMessage("m-2", "hello Ben"));
        await hosts.DeliverAsync(1, "back", "chat");
        await hosts.DeliverAsync(2, "message", "chat", new WebhookMessage("m-3", "thanks"));
        (await hosts.ReadAsync(3, "chat")).GetProperty("in_progress").GetBoolean().Should().BeTrue("a request does not know whether it was the last");
        await hosts.DeliverAsync(3, "closed", "chat");
        var closed = await hosts.ReadAsync(1, "chat");
        hosts.Advance(TimeSpan.FromMinutes(25));
        await hosts.DeliverAsync(1, "status", "chat");
        await hosts.DeliverAsync(2, "closed", "chat");

        foreach (int host in (int[])[1, 2, 3])
        {
            var read = await hosts.ReadAsync(host, "chat");
            read.GetProperty("turns").EnumerateArray().Select(static turn => Texts(turn, "id", "answered_by", "answered_by_name")).Should().Equal(
                "m-1 | - | -", "m-2 | person | Ben", "m-3 | - | -");
            read.GetProperty("handoffs").GetArrayLength().Should().Be(2);
            Texts(read, "ended_at", "end_reason").Should().Be(Texts(closed, "ended_at", "end_reason")).And.EndWith("user_ended");
            read.GetProperty("duration_ms").GetDouble().Should().Be(closed.GetProperty("duration_ms").GetDouble()).And.BeLessThan(60_000);
            read.GetProperty("in_progress").GetBoolean().Should().BeFalse();
            read.GetProperty("metrics").EnumerateArray().Should().ContainSingle();
        }

        await ShouldHaveStoredAllAsync(hosts);
    }

    [Fact]
    public async Task Hosts_whose_clocks_differ_by_an_hour_lose_no_records()
    {
        await using var hosts = await WebhookHosts.StartAsync(TimeSpan.FromHours(1));
        await hosts.DeliverAsync(1, "message", "chat", new WebhookMessage("m-1", "a tabel"));
        await hosts.DeliverAsync(2, "message", "chat", new WebhookMessage("m-2", "for two"));
        await hosts.DeliverAsync(3, "message", "chat", new WebhookMessage("m-3", "on the terrace"));
        await hosts.DeliverAsync(3, "edited", "chat", new WebhookMessage("m-1", "a table"));
        await hosts.DeliverAsync(2, "heard", "chat", new WebhookMessage("m-3", "You said"));
        await hosts.DeliverAsync(1, "heard", "chat", new WebhookMessage("m-2", "You"));
        await hosts.DeliverAsync(3, "closed", "chat");

        var read = await hosts.ReadAsync(2, "chat");
        read.GetProperty("turns").EnumerateArray().Select(static turn => Texts(turn, "id", "user_input", "heard", "outcome")).Should().BeEquivalentTo(
            "m-1 | a table | - | completed", "m-2 | for two | You | completed", "m-3 | on the terrace | You said | completed");
        Texts(read, "ended_at", "end_reason").Should().Be($"{read.GetProperty("started_at").GetString()} | user_ended", "it does not end before it began");
        read.GetProperty("duration_ms").GetDouble().Should().Be(0);
        await ShouldHaveStoredAllAsync(hosts);
    }

    private static string Texts(JsonElement of, params string[] names)
        => string.Join(" | ", names.Select(name => of.GetProperty(name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : "-"));

    private static async Task ShouldHaveStoredAllAsync(WebhookHosts hosts)
    {
        foreach (int host in (int[])[1, 2, 3])
        {
            (await hosts.FlushAsync(host)).IsComplete.Should().BeTrue();
        }

        hosts.Logger.Troubles.Should().NotContain(
            static line => !line.Message.StartsWith("Acknowledged entries can be lost."), "the tests' own server has no fsync");
    }
}

using System.Net;
using System.Text.Json;
using ConvLog.AspNetCore.Api.Export;
using ConvLog.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace ConvLog.AspNetCore.Tests.Api.Groups;

public sealed class ExportRoutesTests(SharedSites sites) : IClassFixture<SharedSites>
{
    private const string Path = "/convlog/v1/export/conversations";

    [Fact]
    public async Task JSON_Lines_contain_each_conversation_as_its_own_route_returns_it()
    {
        var site = await sites.GetAsync(static () => Desk.PlayedAsync());

        var answer = await site.GetWithKeyAsync(Path);

        answer.Status.Should().Be(HttpStatusCode.OK);
        answer.Header("Content-Type").Should().Be("application/x-ndjson; charset=utf-8");
        answer.Header("Content-Disposition").Should().Be("attachment; filename=\"conversations.jsonl\"");
        answer.Header("Cache-Control").Should().Contain("no-store");
        string[] lines = answer.Body.Split('\n');
        lines.Should().HaveCount(4).And.EndWith("");
        lines[2].Should().Be((await site.GetWithKeyAsync("/convlog/v1/conversations/conv-1")).Body);
    }

    [Fact]
    public async Task Filters_and_scopes_limit_the_file()
    {
        var site = await sites.GetAsync(static () => Desk.PlayedAsync());

        Ids((await site.GetWithKeyAsync($"{Path}?is_rated=true&order=asc")).Body).Should().Equal("conv-1", "conv-2");
        Ids((await site.GetWithKeyAsync(Path, Desk.BookingsKey)).Body).Should().Equal("conv-3", "conv-1");
        (await site.GetWithKeyAsync($"{Path}?agent=nobody")).Body.Should().BeEmpty();
    }

    [Fact]
    public async Task An_export_of_several_pages_is_complete()
    {
        await using var site = await Desk.PlayedAsync();
        for (int i = 0; i < 45; i++)
        {
            await site.PlayAsync(new ConversationInfo($"more-{i}") { AgentId = "many" });
        }

        Ids((await site.GetWithKeyAsync($"{Path}?agent=many")).Body).Should().HaveCount(45).And.OnlyHaveUniqueItems();
        (await site.GetWithKeyAsync($"{Path}?agent=many&format=csv")).Body.Split("\r\n").Should().HaveCount(47);
    }

    [Fact]
    public async Task An_export_continues_a_search_that_reached_its_limit()
    {
        var reached = ManualClock.DefaultStart.AddDays(1);
        await using var site = await Site.StartAsync(services: services => services.AddSingleton(BoundedStore.Create(reached)));
        foreach (string id in (string[])["oldest", "old", "new", "newest"])
        {
            await site.PlayAsync(new ConversationInfo(id), static conv => conv.Log.Info("The booking engine started"));
            site.Clock.Advance(TimeSpan.FromHours(15));
        }

        Ids((await site.GetAsync($"{Path}?q=engine")).Body).Should().Equal("newest", "new", "old", "oldest");
        Ids((await site.GetAsync($"{Path}?q=engine&to=2025-01-02T18:00:00Z")).Body).Should().Equal("new", "old", "oldest");

        var refused = await site.GetAsync($"{Path}?q=engine&order=asc");
        refused.Status.Should().Be(HttpStatusCode.BadRequest);
        refused.Json.GetProperty("field").GetString().Should().Be("q");
        refused.Json.GetProperty("detail").GetString().Should().Contain("too many matches").And.Contain("default order");
    }

    [Fact]
    public async Task A_CSV_file_has_one_row_per_turn_with_its_texts()
    {
        var site = await sites.GetAsync(static () => Desk.PlayedAsync());

        var answer = await site.GetWithKeyAsync($"{Path}?format=csv", Site.PiiKey);

        answer.Header("Content-Type").Should().Be("text/csv; charset=utf-8; header=present");
        answer.Header("Content-Disposition").Should().Be("attachment; filename=\"conversations.csv\"");
        var rows = CsvRows.Read(answer.Body);
        rows.Should().HaveCount(4);
        rows[0].Should().Equal(TurnTable.Columns);
        var row = rows[0].Zip(rows[3]).ToDictionary(static cell => cell.First, static cell => cell.Second, StringComparer.Ordinal);
        row["conversation_id"].Should().Be("conv-1");
        row["user"].Should().Be("ada@example.com");
        row["user_input"].Should().Be(Desk.Said);
        row["latency_ms"].Should().Be("1500");
        (row["response_ms"], row["first_byte_ms"], row["is_interrupted"]).Should().Be(("1500", "", "false"));
        row["cost"].Should().Be("0.0120");
        row["functions"].Should().Be("save_guest");
        row["failed_functions"].Should().Be("1");
        row["errors"].Should().Be("1");
        row["user_rating"].Should().Be("dislike");
        row["user_comment"].Should().Be("Not what I asked for");
        row["improved_answer"].Should().Be("Your table for two is booked.");
        row["improved_by"].Should().Be("Ada");
    }

    [Fact]
    public async Task A_CSV_file_has_the_labels_scores_and_reasons_of_the_turn_and_conversation()
    {
        await using var site = await Site.WithKeysAsync();
        await using (var conv = site.Open(new ConversationInfo("judged")))
        {
            using (var turn = conv.BeginTurn("A table for two"))
            {
                using (var call = conv.BeginFunction("book"))
                {
                    call.Score("right_tool", true);
                }

                turn.Complete("Done.");
                turn.Score("groundedness", 0.83, ScoreSource.Model, "Says more than the answer of the service");
                turn.AddLabel("greeting");
                conv.AddFeedback(FeedbackRating.Dislike, comment: null, ["too long", "tone"], turn: turn);
            }

            conv.WriteMetric("retries", 2);
            conv.Score("csat", 4);
            conv.AddLabel("vip");
            conv.AddLabel("=bug");
        }

        var rows = CsvRows.Read((await site.GetWithKeyAsync($"{Path}?format=csv")).Body);

        var row = rows[0].Zip(rows[1]).ToDictionary(static cell => cell.First, static cell => cell.Second, StringComparer.Ordinal);
        row["conversation_labels"].Should().BeOneOf("vip;' =bug", "'=bug; vip");
        row["conversation_scores"].Split("; ").Should().BeEquivalentTo("csat=4", "retries=2");
        row["turn_labels"].Should().Be("greeting");
        row["turn_scores"].Split("; ").Should().BeEquivalentTo("groundedness=0.83", "right_tool=true");
        row["user_reasons"].Should().Be("too long; tone");
        row["team_reasons"].Should().BeEmpty();
        (await site.GetWithKeyAsync(Path)).Body.Should().Contain("\"reasons\":[\"too long\",\"tone\"]").And.Contain("\"greeting\"")
            .And.Contain("\"right_tool\"").And.NotContain("Says more");
    }

    [Fact]
    public async Task A_CSV_row_has_the_end_reason_and_whether_a_human_answered()
    {
        await using var site = await Site.WithKeysAsync();
        await using (var conv = site.Open(new ConversationInfo("handed")))
        {
            conv.HandOff("desk", "asked", "Jane Roe");
            using (var turn = conv.BeginTurn("A table for two"))
            {
                turn.Complete("Done.");
                conv.HandBack();
            }

            conv.End(EndReason.HandedOff);
        }

        foreach (var (key, name) in ((string, string)[])[(Site.PiiKey, "Jane Roe"), (Site.ReaderKey, "[redacted]")])
        {
            var rows = CsvRows.Read((await site.GetWithKeyAsync($"{Path}?format=csv", key)).Body);
            var row = rows[0].Zip(rows[1]).ToDictionary(static cell => cell.First, static cell => cell.Second, StringComparer.Ordinal);
            (row["end_reason"], row["answered_by"], row["answered_by_name"]).Should().Be(("handed_off", "person", name));

            var whole = (await site.GetWithKeyAsync("/convlog/v1/conversations/handed", key)).Json;
            whole.GetProperty("end_reason").GetString().Should().Be("handed_off");
            var answer = whole.GetProperty("turns")[0];
            (answer.GetProperty("answered_by").GetString(), answer.GetProperty("answered_by_name").GetString()).Should().Be(("person", name));
            answer.GetProperty("pii_fields").GetRawText().Should().Contain("answered_by_name");
            string id = answer.GetProperty("id").GetString()!;
            whole.GetProperty("handoffs").GetRawText().Should().Be("[{\"kind\":\"off\",\"destination\":\"desk\",\"reason\":\"asked\",\"person\":\""
                + name + "\",\"at\":\"2025-01-01T10:00:00.000000Z\",\"turn_id\":null,\"function_event_id\":null,\"pii_fields\":[\"person\"]},"
                + "{\"kind\":\"back\",\"destination\":null,\"reason\":null,\"person\":null,\"at\":\"2025-01-01T10:00:00.000000Z\",\"turn_id\":\"" + id
                + "\",\"function_event_id\":null,\"pii_fields\":[]}]");
        }
    }

    [Fact]
    public async Task Without_the_permission_neither_format_contains_personal_data()
    {
        var site = await sites.GetAsync(static () => Desk.PlayedAsync());
        foreach (string format in (string[])["jsonl", "csv"])
        {
            var answer = await site.GetWithKeyAsync($"{Path}?format={format}");
            answer.Body.Should().NotContainAny("ada@", "5550100", "Lovelace", "Not what I asked", "is booked", "Call her back", "gold", "No guest");
        }
    }

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+1-555-0100", "'+1-555-0100")]
    [InlineData("-2+3", "'-2+3")]
    [InlineData("@SUM(1)", "'@SUM(1)")]
    [InlineData("  =1+1", "'  =1+1")]
    [InlineData("\t=1+1", "'\t'=1+1")]
    [InlineData("\r=1+1", "'\r'=1+1")]
    [InlineData("\n=1+1", "'\n'=1+1")]
    [InlineData("\0=1+1", "'\0=1+1")]
    [InlineData("＝1+1", "'＝1+1")]
    public async Task A_text_that_starts_with_a_formula_gets_an_apostrophe(string said, string expected)
    {
        var site = await sites.GetAsync(WithoutLimitAsync);
        string channel = Guid.NewGuid().ToString("N");
        await site.PlayAsync(new ConversationInfo(channel) { AgentId = said, Channel = channel }, said: said, answered: $"\"{said}\",\r\nyes");

        var row = CsvRows.Read((await site.GetWithKeyAsync($"{Path}?format=csv&channel={channel}")).Body)[1];

        row[1].Should().Be(expected);
        row[16].Should().Be(expected);
        row[17].Should().Be($"\"{(string.Equals(expected, $"'{said}", StringComparison.Ordinal) ? said : expected[1..])}\",\r\nyes",
            "what begins with a quote begins no formula, and its line break stays within the cell");
    }

    [Theory]
    [InlineData("a;=1+1", "a;'=1+1")]
    [InlineData("a\t=1+1", "a\t'=1+1")]
    [InlineData("a|@SUM(1)", "a|'@SUM(1)")]
    [InlineData("a\r\n=1+1", "a\r\n'=1+1")]
    [InlineData("a; \"=1+1\"", "a;' \"=1+1\"")]
    [InlineData("a;b;-2+3;=3", "a;b;'-2+3;'=3")]
    [InlineData("yes; no = maybe", "yes; no = maybe")]
    [InlineData("a;", "a;")]
    public async Task Text_after_a_semicolon_or_a_tab_does_not_start_a_formula_either(string said, string expected)
    {
        var site = await sites.GetAsync(WithoutLimitAsync);
        string channel = Guid.NewGuid().ToString("N");
        await site.PlayAsync(new ConversationInfo(channel) { AgentId = "bookings", Channel = channel }, said: said);

        var lines = (await site.GetWithKeyAsync($"{Path}?format=csv&channel={channel}")).Body;

        CsvRows.Read(lines)[1][16].Should().Be(expected);
        lines.Split(';', '\t').Skip(1).Where(static cell => cell.TrimStart(' ', '"') is ['=' or '+' or '-' or '@', ..]).Should().BeEmpty();
    }

    [Fact]
    public async Task HEAD_returns_the_headers_and_reads_nothing()
    {
        await using var site = await Desk.PlayedAsync();

        var answer = await site.SendAsync(HttpMethod.Head, $"{Path}?format=csv", content: null, ("X-API-KEY", Site.PiiKey));

        answer.Status.Should().Be(HttpStatusCode.OK);
        answer.Header("Content-Disposition").Should().Be("attachment; filename=\"conversations.csv\"");
        answer.Body.Should().BeEmpty();
        (await AccessesAsync(site)).Should().BeEmpty();
    }

    [Fact]
    public async Task Each_exported_conversation_is_in_the_access_log_before_it_is_sent()
    {
        await using var site = await Desk.PlayedAsync();

        await site.GetAsync(Path, ("X-API-KEY", Site.PiiKey), ("X-Access-Reason", "monthly review"));

        var accesses = await AccessesAsync(site);
        accesses.Select(static access => access.ConversationId).Should().BeEquivalentTo("conv-1", "conv-2", "conv-3");
        accesses.Should().OnlyContain(static access => access.Kind == AccessKind.Conversation && access.Reader == "Permitted"
            && access.Reason == "monthly review");
    }

    [Fact]
    public async Task If_the_access_log_cannot_be_written_nothing_is_exported()
    {
        await using var site = await FailingAsync(nameof(IConversationStore.WriteAccessAsync), after: 0);

        var answer = await site.GetWithKeyAsync(Path, Site.PiiKey);

        answer.Status.Should().Be(HttpStatusCode.InternalServerError);
        answer.Body.Should().NotContain("conv-").And.NotContain(FailingStore.Words);
        answer.Header("Content-Disposition").Should().BeNull();
    }

    [Theory]
    [InlineData("jsonl")]
    [InlineData("csv")]
    public async Task A_failure_during_streaming_aborts_the_connection_so_that_no_file_looks_complete(string format)
    {
        await using var site = await FailingAsync(nameof(IConversationStore.ReadAsync), after: 30, onKestrel: true);

        // Whether or not the first bytes have arrived, the response must not end successfully.
        var reading = () => site.GetWithKeyAsync($"{Path}?format={format}");

        await reading.Should().ThrowAsync<HttpRequestException>();
    }

    // Each row of the theory exports the file of a separate channel.
    private static Task<Site> WithoutLimitAsync() => Site.WithKeysAsync(static options => options.ExportsPerMinute = int.MaxValue);

    private static async Task<Site> FailingAsync(string method, int after, bool onKestrel = false)
    {
        var inner = new InMemoryConversationStore();
        var site = await Site.WithKeysAsync(onKestrel: onKestrel, log: options => options.Store = FailingStore.Around(inner, method, after));
        for (int i = 0; i < 45; i++)
        {
            await site.PlayAsync(new ConversationInfo($"conv-{i}"));
        }

        return site;
    }

    private static async Task<IReadOnlyList<AccessRecord>> AccessesAsync(Site site)
        => (await site.Services.GetRequiredService<ConversationReader>().ReadAccessLogAsync(new AccessQuery())).Accesses;

    private static List<string> Ids(string body)
        => [.. body.Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .Select(static line => JsonSerializer.Deserialize<JsonElement>(line).GetProperty("conversation_id").GetString()!)];
}

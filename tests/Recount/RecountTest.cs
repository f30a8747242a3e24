using System.Text.Json.Nodes;

namespace ConvLog.Tests.Recount;

/// <summary>
/// Conversations with overlapping openings, played by a seed through the library, are counted independently, and every number of the API and the pages is
/// compared with that count, for both kinds of readers.
/// </summary>
/// <param name="played">The host, started once for all tests.</param>
public abstract partial class RecountTest(PlayedHost played)
{
    private static readonly TimeZoneInfo s_kathmandu = TimeZoneInfo.FindSystemTimeZoneById("Asia/Kathmandu");

    private RecountHost Host => played.Host;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Each_list_row_matches_the_counts_of_its_conversation(bool withPii)
    {
        var rows = (await Host.AllAsync("/convlog/v1/conversations", "conversations", withPii)).ToDictionary(IdOf, StringComparer.Ordinal);
        Compare(comparison =>
        {
            var counted = Count(withPii).Listed;
            comparison.Equal("rows", counted.Count, rows.Count);
            foreach (var one in counted)
            {
                comparison.Compare(one.Expected.Id, one.ListRow(), rows.GetValueOrDefault(one.Expected.Id));
            }
        });
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Each_conversation_matches_the_counts_of_its_turns(bool withPii)
    {
        var comparison = new NumberComparison();
        foreach (var one in Count(withPii).All)
        {
            var conversation = await Host.GetAsync($"/convlog/v1/conversations/{one.Expected.Id}", withPii);
            comparison.Compare(one.Expected.Id, one.Row(), conversation);
            RecountedTurns.Compare(comparison, one, conversation);
        }

        comparison.Verify();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Each_filter_matches_an_independent_search_and_its_total_is_correct(bool withPii)
    {
        var comparison = new NumberComparison();
        var counted = Count(withPii);
        foreach (var (query, finds) in RecountedFilters.All(counted.Now))
        {
            string[] wanted = [.. Of(counted, query).Where(finds).Select(static one => one.Expected.Id).Order(StringComparer.Ordinal)];
            var listed = await Host.AllAsync($"/convlog/v1/conversations?{query}", "conversations", withPii);
            string[] found = [.. listed.Select(IdOf).Order(StringComparer.Ordinal)];
            var page = await Host.GetAsync($"/convlog/v1/conversations?{query}{(query.Length > 0 ? "&" : "")}limit=1&count=true", withPii);

            comparison.Equal($"{query} misses", "", string.Join(' ', wanted.Except(found, StringComparer.Ordinal).Take(5)));
            comparison.Equal($"{query} finds too many", "", string.Join(' ', found.Except(wanted, StringComparer.Ordinal).Take(5)));
            comparison.Equal($"{query} finds twice", found.Distinct(StringComparer.Ordinal).Count(), found.Length);
            comparison.Equal($"total of {query}", wanted.Length, page["total"]?.GetValue<int>());
        }

        comparison.Verify();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Facets_count_the_listed_conversations(bool withPii)
    {
        var comparison = new NumberComparison();
        var counted = Count(withPii);
        foreach (var (query, finds) in RecountedFilters.All(counted.Now).Where(static filter => !filter.Query.StartsWith("q=", StringComparison.Ordinal)))
        {
            var facets = await Host.GetAsync($"/convlog/v1/facets?{query}", withPii);
            comparison.Compare($"facets of {query}", Recounted.Facets([.. Of(counted, query).Where(finds)]), facets);
        }

        comparison.Verify();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Statistics_of_any_period_and_time_zone_match_an_independent_count(bool withPii)
    {
        await CompareStatisticsAsync(withPii);
        await played.CountDaysAsync();
        await CompareStatisticsAsync(withPii);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Users_match_the_counts_of_their_conversations(bool withPii)
    {
        var users = (await Host.AllAsync("/convlog/v1/users", "users", withPii)).ToList();
        var counted = Count(withPii).Listed.SelectMany(static one => one.Expected.Users, static (one, user) => (one, user))
            .GroupBy(static named => named.user, StringComparer.Ordinal)
            .Select(static user => new JsonObject
            {
                ["user"] = user.Key,
                ["conversations"] = user.Count(),
                ["problem_conversations"] = user.Count(static named => named.one.HasProblem),
                ["first_started_at"] = RecountedConversation.Time(user.Min(static named => named.one.Expected.StartedAt)),
                ["last_started_at"] = RecountedConversation.Time(user.Max(static named => named.one.Expected.StartedAt)),
            })
            .ToList();

        // A reader without the permission gets pseudonyms.
        counted.ForEach(user => _ = withPii || user.Remove("user"));
        Compare(comparison => comparison.CompareUnordered("users", counted, users));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Call_details_match_an_independent_count(bool withPii)
    {
        var comparison = new NumberComparison();
        var counted = Count(withPii);
        var (from, to) = (new DateTimeOffset(counted.Now.Date.AddDays(-8), TimeSpan.Zero), new DateTimeOffset(counted.Now.Date.AddDays(1), TimeSpan.Zero));
        foreach (string kind in (string[])["function", "endpoint", "model"])
        {
            foreach (var target in counted.Calls(kind, from, to))
            {
                string name = target!["name"]!.GetValue<string>();
                string? provider = target["provider"]?.GetValue<string>();
                var details = await Host.GetAsync($"/convlog/v1/statistics/calls/details?kind={kind}&name={Uri.EscapeDataString(name)}"
                    + $"{(provider is null ? "" : $"&provider={provider}")}&from={RecountedConversation.Time(from)}&to={RecountedConversation.Time(to)}", withPii);
                comparison.Compare(name, counted.CallDetails(kind, name, provider, from, to), details);
                foreach (var (list, rows) in counted.CallLists(kind, name, provider, from, to))
                {
                    // Truncated messages are excluded here.
                    comparison.CompareUnordered($"{name} {list}", [.. rows.Where(static row => !IsCut(row))],
                        details[list]!.AsArray().Select(static row => row!).Where(static row => !IsCut(row)));
                }
            }
        }

        comparison.Verify();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Statistics_of_an_agent_match_its_conversations(bool withPii)
    {
        var comparison = new NumberComparison();
        var counted = Count(withPii);
        var (from, to) = (new DateTimeOffset(counted.Now.Date.AddDays(-9), TimeSpan.Zero), new DateTimeOffset(counted.Now.Date.AddDays(1), TimeSpan.Zero));
        foreach (string agent in counted.Listed.Select(static one => one.Expected.Agent).Distinct(StringComparer.Ordinal))
        {
            var own = counted.Of(agent);
            string period = $"from={RecountedConversation.Time(from)}&to={RecountedConversation.Time(to)}&agent={agent}";
            comparison.Compare(agent, own.Statistics(from, to, TimeZoneInfo.Utc), await Host.GetAsync($"/convlog/v1/statistics?{period}", withPii));
            comparison.Compare($"functions of {agent}", own.Calls("function", from, to),
                (await Host.GetAsync($"/convlog/v1/statistics/calls?{period}", withPii))["targets"]);
        }

        comparison.Verify();
    }

    private async Task CompareStatisticsAsync(bool withPii)
    {
        var comparison = new NumberComparison();
        var counted = Count(withPii);
        var today = new DateTimeOffset(counted.Now.Date, TimeSpan.Zero);
        foreach (var (from, to, zone) in ((DateTimeOffset, DateTimeOffset, TimeZoneInfo)[])
        [
            (today.AddDays(-12), today.AddDays(1), TimeZoneInfo.Utc), (today.AddDays(-6).AddHours(5.25), today.AddDays(-2), s_kathmandu),
        ])
        {
            string period = $"from={RecountedConversation.Time(from)}&to={RecountedConversation.Time(to)}&tz={zone.Id}";
            comparison.Compare(zone.Id, counted.Statistics(from, to, zone), await Host.GetAsync($"/convlog/v1/statistics?{period}", withPii));
            foreach (string kind in (string[])["function", "endpoint", "model"])
            {
                var calls = await Host.GetAsync($"/convlog/v1/statistics/calls?{period}&kind={kind}", withPii);
                comparison.Compare($"{kind}s, {zone.Id}", counted.Calls(kind, from, to), calls["targets"]);
            }
        }

        comparison.Verify();
    }

    // Debug conversations are only in lists that filter by that environment.
    private static IEnumerable<RecountedConversation> Of(Recounted counted, string query)
        => query.StartsWith("environment=", StringComparison.Ordinal) ? counted.All : counted.Listed;

    private static bool IsCut(JsonNode row) => row["content"]?.GetValue<string>().Length > 1_000;

    private static string IdOf(JsonNode conversation) => conversation["conversation_id"]!.GetValue<string>();

    private static void Compare(Action<NumberComparison> compare)
    {
        var comparison = new NumberComparison();
        compare(comparison);
        comparison.Verify();
    }

    private Recounted Count(bool withPii) => new(Host.History, withPii);
}

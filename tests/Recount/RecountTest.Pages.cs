using System.Globalization;
using System.Text.Json.Nodes;

namespace ConvLog.Tests.Recount;

/// <content>The figures that pages print.</content>
public abstract partial class RecountTest
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_list_page_shows_the_correct_counts_in_each_row_facet_and_bar(bool withPii)
    {
        var comparison = new NumberComparison();
        var counted = Count(withPii).Listed.ToDictionary(static one => one.Expected.Id, StringComparer.Ordinal);
        string page = await Host.TextAsync("/convlog?columns=turns,functions,problems,tokens", withPii);
        var newest = (await Host.GetAsync("/convlog/v1/conversations?limit=50", withPii))["conversations"]!.AsArray().Select(static row => IdOf(row!)).ToList();
        var rows = RecountedPages.Table(page, "");
        comparison.Equal("rows", newest.Count, rows.Count);
        foreach (var (id, row) in newest.Zip(rows))
        {
            // Problems are counted as for a reader without the permission until the page reveals personal data.
            var one = new RecountedConversation(counted[id].Expected, withPii: false, Count(withPii).Now);
            comparison.Equal($"{id} turns on the page", true, row.Contains(Text(one.Expected.Turns.Count), StringComparer.Ordinal));
            comparison.Equal($"{id} tokens on the page", true, one.Tokens == 0 || row.Contains(Text(one.Tokens), StringComparer.Ordinal));
        }

        // Pages count for a permitted reader as for one without the permission until personal data is revealed.
        List<RecountedConversation> shown = [.. Count(withPii: false).Listed];
        var facets = RecountedPages.Facets(page);
        var expected = Recounted.Facets(shown);
        foreach (var (heading, name) in ((string, string)[])[("Function", "functions"), ("Agent", "agents"), ("Channel", "channels"), ("Variant", "variants"),
            ("Label", "labels"), ("Assigned to", "assignees")])
        {
            string[] wanted = [.. expected[name]!.AsArray().Select(static value => $"{value!["value"]} {RecountedPages.Count(value["conversations"])}")];
            string[] given = [.. facets.GetValueOrDefault(heading, []).Select(static value => $"{value.Value} {value.Count}")];
            comparison.Equal($"facet {heading}", string.Join("; ", wanted), string.Join("; ", given));
        }

        comparison.Equal("disliked", RecountedPages.Count(expected["ratings"]!["dislike"]),
            facets["Rating"].Single(static value => value.Value.StartsWith("Disliked", StringComparison.Ordinal)).Count);
        var bars = RecountedPages.Bars(page);
        comparison.Equal("bars", shown.Count, bars.Sum(static bar => bar.Conversations));
        comparison.Equal("bars with problems", shown.Count(static one => one.HasProblem), bars.Sum(static bar => bar.WithProblem));
        comparison.Verify();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Statistics_pages_match_an_independent_count(bool withPii)
    {
        var comparison = new NumberComparison();
        var counted = Count(withPii: false);
        var (from, to) = (new DateTimeOffset(counted.Now.Date.AddDays(-6), TimeSpan.Zero), counted.Now.AddMinutes(10));
        var statistics = counted.Statistics(from, to, TimeZoneInfo.Utc);
        var total = statistics["total"]!;
        string page = await Host.TextAsync("/convlog/insight?period=7d", withPii);
        var kpis = RecountedPages.Kpis(page);
        comparison.Equal("conversations", RecountedPages.Count(total["conversations"]), First(kpis["Conversations"]));
        comparison.Equal("users", RecountedPages.Count(total["users"]), First(kpis["Users"]));
        comparison.Equal("messages", RecountedPages.Count(total["messages"]), First(kpis["Turns"]));
        var latency = total["latency"]!;
        comparison.Rounded("p95", latency, "p95_ms", 1_000 * RecountedPages.Numbers(kpis["Response time, p95"])[0], unit: 10);
        var problems = statistics["problems"]!;
        double share = (double)problems["with_problem"]!.GetValue<int>() / problems["conversations"]!.GetValue<int>();
        comparison.Equal("with problems",
            string.Create(CultureInfo.InvariantCulture,
                $"{RecountedPages.Count(problems["with_problem"])} {share * 100:0.#} % of {RecountedPages.Count(total["conversations"])}"),
            kpis["Conversations with problems"]);

        var headings = RecountedPages.Headings(page);
        string waited = headings["Response time"].Replace("p50", "", StringComparison.Ordinal).Replace("p99", "", StringComparison.Ordinal);
        foreach (var (index, name) in ((string[])["average_ms", "p50_ms", "p99_ms"]).Index())
        {
            comparison.Rounded($"response time, {name}", latency, name, 1_000 * RecountedPages.Numbers(waited)[index], unit: 10);
        }

        comparison.Equal("tokens", $"{RecountedPages.Count(total["tokens"]!["input"])} input, {RecountedPages.Count(total["tokens"]!["output"])} output",
            headings["Tokens"]);
        comparison.Equal("failed", $"{RecountedPages.Count(total["messages"])}, {RecountedPages.Count(total["errors"])} failed", headings["Turns"]);
        CompareTimes(comparison, page, "Slowest functions", statistics["functions"]!.AsArray(), "name", "duration");
        CompareTimes(comparison, page, "Duration of model calls", statistics["models"]!.AsArray(), "model", "duration");
        CompareTimes(comparison, page, "Time to first token", statistics["models"]!.AsArray(), "model", "time_to_first_token");
        await CompareCallsAsync(comparison, counted, from, to, withPii);
        comparison.Verify();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Agent_and_function_pages_match_an_independent_count(bool withPii)
    {
        var comparison = new NumberComparison();
        var counted = Count(withPii: false);
        var (from, to) = (new DateTimeOffset(counted.Now.Date.AddDays(-6), TimeSpan.Zero), counted.Now.AddMinutes(10));
        foreach (string agent in counted.Listed.Select(static one => one.Expected.Agent).Distinct(StringComparer.Ordinal))
        {
            var own = counted.Of(agent);
            var total = own.Statistics(from, to, TimeZoneInfo.Utc)["total"]!;
            var kpis = RecountedPages.Kpis(await Host.TextAsync($"/convlog/insight?period=7d&agent={agent}", withPii));
            foreach (var (name, figure) in ((string, string)[])[("Conversations", "conversations"), ("Users", "users"), ("Turns", "messages")])
            {
                comparison.Equal($"{figure} of {agent}", RecountedPages.Count(total[figure]), First(kpis[name]));
            }

            foreach (var function in own.Calls("function", from, to))
            {
                string name = function!["name"]!.GetValue<string>();
                string page = await Host.TextAsync($"/convlog/functions/details?kind=function&name={name}&period=7d&agent={agent}", withPii);
                var figures = RecountedPages.Kpis(page);
                comparison.Equal($"calls of {name} by {agent}", RecountedPages.Count(function["calls"]), First(figures["Calls"]));
                comparison.Equal($"problems of {name} by {agent}", RecountedPages.Count(function["problems"]), First(figures["Problems"]));
            }
        }

        comparison.Verify();
    }

    [Fact]
    public async Task The_users_page_shows_the_correct_counts_of_each_user()
    {
        var comparison = new NumberComparison();
        string page = await Host.TextAsync("/convlog/users", withPii: false);
        var counted = Count(withPii: false).Listed.SelectMany(static one => one.Expected.Users).CountBy(static user => user, StringComparer.Ordinal)
            .Select(static user => Text(user.Value)).Order(StringComparer.Ordinal);
        var printed = RecountedPages.Table(page, "Users").Select(static row => row[1]).Order(StringComparer.Ordinal);
        comparison.Equal("conversations of users", string.Join(' ', counted), string.Join(' ', printed));
        comparison.Verify();
    }

    private async Task CompareCallsAsync(NumberComparison comparison, Recounted counted, DateTimeOffset from, DateTimeOffset to, bool withPii)
    {
        foreach (var (kind, caption) in ((string, string)[])[("function", "Functions"), ("endpoint", "API endpoints"), ("model", "Models")])
        {
            string page = await Host.TextAsync($"/convlog/functions?period=7d&kind={kind}", withPii);
            var rows = RecountedPages.Table(page, caption);
            var targets = counted.Calls(kind, from, to);
            comparison.Equal($"rows of {kind}s", targets.Count, rows.Count);
            foreach (var (target, row) in targets.Zip(rows))
            {
                string name = $"{target!["name"]} {target["provider"]}".Trim();
                comparison.Equal($"{kind} on the page", name, row[0]);
                comparison.Equal($"calls of {name} on the page", RecountedPages.Count(target["calls"]), row[2]);
                comparison.Equal($"problems of {name} on the page", RecountedPages.Count(target["problems"]), First(row[3]));
            }
        }
    }

    // Average and percentiles in whole milliseconds.
    private static void CompareTimes(NumberComparison comparison, string page, string caption, JsonArray counted, string name, string duration)
    {
        var rows = RecountedPages.Table(page, caption);
        foreach (var row in rows)
        {
            var times = counted.Select(static one => one!)
                .FirstOrDefault(one => string.Equals($"{one[name]} {one["provider"]}".Trim(), row[0], StringComparison.Ordinal));
            foreach (var (index, one) in ((string[])["average_ms", "p50_ms", "p95_ms", "p99_ms"]).Index())
            {
                comparison.Rounded($"{caption}: {row[0]} {one}", times?[duration], one, double.Parse(row[index + 1], CultureInfo.InvariantCulture));
            }
        }

        comparison.Equal($"rows of {caption}", counted.Count(one => one![duration]!["count"]!.GetValue<int>() > 0), rows.Count);
    }

    private static string Text(long number) => number.ToString("#,0", CultureInfo.InvariantCulture);

    private static string First(string text) => text.Split(' ')[0];
}

using ConvLog.PostgreSql.Connections;
using ConvLog.PostgreSql.Lists;
using ConvLog.PostgreSql.Tests.Support;
using ConvLog.Records;
using ConvLog.Storage;
using ConvLog.StoreContract;

namespace ConvLog.PostgreSql.Tests.Lists;

/// <summary>A list that starts with the newest partitions returns the same rows as one that reads all.</summary>
public sealed class ConversationListSlicesTests : IAsyncDisposable
{
    private const int Day = 24 * 60;
    private const int Weeks = 20;

    private readonly Hosts _hosts = new(changeTables: true);

    public static TheoryData<int> Seeds { get; } = new(Enumerable.Range(0, Amount.Of(usual: 1, inCi: 1, inLongCampaign: 4)));

    public ValueTask DisposeAsync() => _hosts.DisposeAsync();

    [Theory]
    [MemberData(nameof(Seeds))]
    [Trait(CiRun.Trait, CiRun.Only)]
    public async Task A_paged_list_has_the_same_items_as_the_list_in_reverse_order(int seed)
    {
        var random = new Random(seed);
        var store = _hosts.Open();
        int[] days = [.. Enumerable.Range(0, 160).Select(_ => random.Next(Weeks * 7))];
        await store.WriteAsync([.. days.Select(static (day, i) => Some.Entry(1, conversation: $"c{i}") with { Timestamp = Some.At(day * Day) })]);
        await store.WriteAsync([.. days.SelectMany((day, i) => Records(i, day, random))]);
        await store.BringUpToDateAsync();
        var options = _hosts.Schema.Options();
        await using var database = new Database(_hosts.ConnectionString, null, options.Schema, options,
            new DatabaseTroubles(options.TimeProvider, options.Logger), static (_, _) => ValueTask.CompletedTask);
        ConversationQuery[] lists =
        [
            new(), new() { AgentId = "rare" }, new() { Label = "vip" }, new() { Label = "often" }, new() { Not = new() { Label = "often" } },
            new() { MinTurns = 1 },
            new() { From = Some.At(70 * Day) }, new() { To = Some.At(70 * Day), Label = "often" }, new() { From = Some.At(60 * Day), Label = "vip" },
            new() { StartedFrom = Some.At(60 * Day), To = Some.At(80 * Day) }, new() { From = Some.At(900 * Day) },
        ];
        foreach (var query in lists.SelectMany(static one => (ConversationQuery[])[one, one with { Sort = ConversationSort.Updated }]))
        {
            var other = await AllAsync(database, query with { Ascending = true, Limit = 1_000 }, ConversationList.MostLookedAt);
            other.Reverse();
            foreach (var (limit, most) in ((int, int)[])[(3, 1_000), (7, 5), (40, 20), (200, 1_000)])
            {
                (await AllAsync(database, query with { Limit = limit }, most)).Should().Equal(other, "{0}, {1} looked at", query, most);
            }
        }
    }

    // Most conversations start on the day of their partition and end soon; some start or end far from it.
    private static IEnumerable<StoreRecord> Records(int i, int day, Random random)
    {
        string id = $"c{i}";
        int began = (random.Next(12) == 0 ? random.Next(-10, Weeks * 7 * 2) : day) * Day;
        yield return Some.Opening(id, minute: began, agent: i % 20 == 0 ? "rare" : "bookings");
        yield return Some.Label(i % 11 == 0 ? "vip" : i % 2 == 0 ? "often" : "seldom", conversation: id);
        if (i % 3 == 0)
        {
            yield return Some.Turn(1, id, minute: random.Next(12) == 0 ? random.Next(Weeks * 7) * Day : began + 5);
        }
    }

    private static async Task<List<string>> AllAsync(Database database, ConversationQuery query, int most)
    {
        List<string> all = [];
        for (ListPosition? after = null; ;)
        {
            var asked = query with { After = after };
            (var page, var next) = await database.ReadAsync(
                async (session, cancel) =>
                {
                    var list = await ConversationList.OfAsync(session, asked, withPii: false, default, most, cancel);
                    (var rows, _, var stoppedAt) = await list.ReadAsync(cancel);
                    return (rows, rows.Count > asked.Limit ? new ListPosition(rows[asked.Limit - 1].Value, rows[asked.Limit - 1].Id) : stoppedAt);
                },
                default);
            all.AddRange(page.Take(asked.Limit).Select(static row => row.Id));
            if (next is null)
            {
                return all;
            }

            after = next;
        }
    }
}

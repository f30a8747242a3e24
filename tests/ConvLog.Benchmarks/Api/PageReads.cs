using System.Diagnostics;
using System.Globalization;
using System.Net;
using ConvLog.AspNetCore;
using ConvLog.PostgreSql;
using ConvLog.Records;
using ConvLog.Sqlite;
using ConvLog.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ConvLog.Benchmarks.Api;

/// <summary>
/// <c>page-reads FILE [FOLDER]</c>, <c>pg-page-reads CONNECTION [FOLDER]</c>: the time from request to last byte and the size of the console pages,
/// sequentially over HTTP on this machine, from a generated store. Adds a conversation of 500 turns with 10,000 entries to the store, so measure a copy. The
/// pages are saved in the folder for viewing.
/// </summary>
internal static class PageReads
{
    private const string Largest = "page-reads-largest";
    private const string Key = "benchmark-reader";
    private const int Turns = 500;
    private const int EntriesOfTurn = 20;
    private const int Times = 200;

    public static async Task<int> RunAsync(string path, string? folder = null)
    {
        await using var store = new SqliteConversationStore(path, new SqliteStoreOptions { IndexText = false });
        await store.CountDaysAsync().ConfigureAwait(false); // The store does this itself a minute after it is opened.
        return await RunAsync(store, folder).ConfigureAwait(false);
    }

    public static async Task<int> RunOnServerAsync(string connectionString, string? folder = null)
    {
        await using var store = new PostgreSqlConversationStore(connectionString, new PostgreSqlStoreOptions { IndexText = false });
        await store.CountDaysAsync().ConfigureAwait(false);
        return await RunAsync(store, folder).ConfigureAwait(false);
    }

    private static async Task<int> RunAsync(IConversationStore store, string? folder)
    {
        var query = new ConversationQuery { Limit = 1, Offset = 100 };
        string usual = (await store.ListAsync(query, withPii: false).ConfigureAwait(false)).Conversations[0].Conversation.ConversationId;
        if (await store.ReadSummaryAsync(Largest).ConfigureAwait(false) is null)
        {
            await store.WriteAsync([.. LargestRecords()]).ConfigureAwait(false);
        }

        await using var app = await StartAsync(store).ConfigureAwait(false);
        using var client = new HttpClient { BaseAddress =
            new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()) };
        client.DefaultRequestHeaders.Add("X-API-KEY", Key);
        Console.WriteLine("| page | median ms | p99 ms | KB |\n|---|---|---|---|");
        foreach (var (name, address, times) in new[]
        {
            ("list", "/convlog", Times),
            ("list, errors first", "/convlog?has_error=true&sort=errors", Times),
            ("list of an agent, 7 days", "/convlog?period=7d&agent=Restaurants_1", Times),
            ("review of a usual conversation", $"/convlog/conversations/{usual}", Times),
            ("review from a filtered list", $"/convlog/conversations/{usual}?has_error=true&sort=errors", Times),
            ("review of 500 turns, 10,000 entries", $"/convlog/conversations/{Largest}", 30),
            ("users", "/convlog/users", 50),
            ("insight, 28 days", "/convlog/insight?period=30d", 50),
            ("functions, 28 days", "/convlog/functions?period=30d", 50),
        })
        {
            await MeasureAsync(client, name, address, times, folder).ConfigureAwait(false);
        }

        return 0;
    }

    private static async Task MeasureAsync(HttpClient client, string name, string address, int times, string? folder)
    {
        byte[] page = [];
        double[] taken = new double[times];
        for (int i = -times / 4; i < times; i++)
        {
            long start = Stopwatch.GetTimestamp();
            using var answer = await client.GetAsync(new Uri(address, UriKind.Relative)).ConfigureAwait(false);
            page = await answer.Content.ReadAsByteArrayAsync().ConfigureAwait(false);
            if (i >= 0)
            {
                taken[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            }

            if (answer.StatusCode != HttpStatusCode.OK)
            {
                throw new InvalidOperationException($"{address} answered {(int)answer.StatusCode}.");
            }
        }

        Array.Sort(taken);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
                $"| {name} | {taken[times / 2]:0.0} | {taken[Math.Min(times - 1, (int)Math.Ceiling(times * 0.99) - 1)]:0.0} | {page.Length / 1_000.0:N0} |"));
        if (folder is not null)
        {
            Directory.CreateDirectory(folder);
            await File.WriteAllBytesAsync(Path.Combine(folder, name.Replace(',', '-').Replace(' ', '-') + ".html"), page).ConfigureAwait(false);
        }
    }

    // Half of the entries are in a call and half outside; one in twenty is an error and one a warning.
    private static IEnumerable<StoreRecord> LargestRecords()
    {
        var writer = new Guid("6f9619ff-8b86-d011-b42d-00c04fc964ff");
        var start = new DateTimeOffset(2026, 11, 20, 8, 0, 0, TimeSpan.Zero);
        yield return new ConversationRecord { ConversationId = Largest, WriterId = writer, Revision = 1, AgentId = "bookings", OpenedAt = start,
            ClosedAt = start.AddHours(2) };
        long sequence = 0;
        for (int turn = 1; turn <= Turns; turn++)
        {
            var time = start.AddSeconds(turn * 14);
            string turnId = $"turn {turn}";
            string callId = $"call {turn}";
            yield return new TurnRecord
            {
                ConversationId = Largest,
                WriterId = writer,
                Sequence = ++sequence,
                Id = turnId,
                StartedAt = time,
                EndedAt = time.AddSeconds(3),
                Latency = TimeSpan.FromSeconds(1.2),
                UserInput = "Is there a table for two at half past seven, near the window if that can be done?",
                AgentResponse = "There is one at a quarter to eight. Shall I book it?",
                Usage = new ModelUsage("gpt-x", 600, 40),
            };
            yield return new FunctionEventRecord
            {
                ConversationId = Largest,
                WriterId = writer,
                Sequence = ++sequence,
                Id = callId,
                TurnId = turnId,
                Name = "find_table",
                StartedAt = time,
                Duration = TimeSpan.FromSeconds(1),
                Outcome = FunctionOutcome.Completed,
            };
            for (int i = 0; i < EntriesOfTurn; i++)
            {
                yield return new EntryRecord
                {
                    ConversationId = Largest,
                    WriterId = writer,
                    Sequence = ++sequence,
                    TurnId = turnId,
                    FunctionEventId = i % 2 == 0 ? callId : null,
                    Level = i switch { 4 => EntryLevel.Warning, 9 => EntryLevel.Error, _ => EntryLevel.Info },
                    Content = "Asked the restaurant for its free tables",
                    Timestamp = time.AddMilliseconds(i * 40),
                    Fields = new LogFields([("attempt", i), ("status", 200), ("restaurant", "Trattoria Lucca")]),
                };
            }
        }
    }

    private static async Task<WebApplication> StartAsync(IConversationStore store)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddConvLog(options => options.Store = store);
        builder.Services.AddConvLogConsole(static options => options.ApiKeys.Add(Key, "Reader", ConvLogPermissions.Read | ConvLogPermissions.Annotate));
        var app = builder.Build();
        app.MapConvLog();
        await app.StartAsync().ConfigureAwait(false);
        return app;
    }
}

using System.Text.Json;
using ConvLog.Records;
using ConvLog.Sqlite.Engine;
using ConvLog.Sqlite.Tests.Support;
using ConvLog.Storage;
using ConvLog.StoreContract;

namespace ConvLog.Sqlite.Tests.Statistics;

/// <summary>A store in its own file, an in-memory store that gets the same records, and access to the file.</summary>
internal sealed class StatisticsFile : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Session _session;

    public StatisticsFile()
    {
        Store = new SqliteConversationStore(Path, new SqliteStoreOptions { IndexText = false });
        _session = Session.Open(Path, TimeSpan.FromSeconds(5));
    }

    public SqliteConversationStore Store { get; }

    public InMemoryConversationStore Memory { get; } = new();

    /// <summary>A connection of the test itself.</summary>
    public Session Session => _session;

    private string Path => _folder.File("statistics.db");

    public async Task WriteAsync(params StoreRecord[] records)
    {
        await Store.WriteAsync(records);
        await Memory.WriteAsync(records);
    }

    /// <summary>The statistics of both stores, by model and variant too, which must be equal.</summary>
    public async Task<ConversationStatistics> ReadAsync(StatisticsQuery query)
    {
        query = query with { CountModels = true, CountScores = true };
        await Store.BringUpToDateAsync();
        var answer = await Store.ReadStatisticsAsync(query);
        JsonSerializer.Serialize(answer).Should()
            .Be(JsonSerializer.Serialize(await Memory.ReadStatisticsAsync(query)), "it is the answer of the store in memory to {0}", query);
        return answer;
    }

    /// <summary>The call statistics of both stores, which must be equal.</summary>
    /// <returns>The list of functions.</returns>
    public async Task<CallStatistics> ReadCallsAsync(StatisticsQuery query)
    {
        await Store.BringUpToDateAsync();
        return await Store.ShouldCountCallsLikeAsync(Memory, query, Some.Noon.AddDays(1));
    }

    /// <summary>The error messages of both stores, which must be equal.</summary>
    public async Task<ErrorMessages> ReadErrorsAsync(StatisticsQuery query)
    {
        await Store.BringUpToDateAsync();
        var answer = await Store.ReadErrorMessagesAsync(query, most: 100);
        JsonSerializer.Serialize(answer).Should()
            .Be(JsonSerializer.Serialize(await Memory.ReadErrorMessagesAsync(query, most: 100)), "it is the answer of the store in memory to {0}", query);
        return answer;
    }

    /// <summary>Another store on the same file, like one of another process.</summary>
    public SqliteConversationStore Open() => new(Path, new SqliteStoreOptions { IndexText = false });

    /// <summary>The number returned by a query.</summary>
    public long Number(string sql) => _session.Number(sql) ?? 0;

    /// <summary>The steps of a statement's query plan.</summary>
    public List<string> PlanOf(string sql)
    {
        using var rows = _session.Prepare($"EXPLAIN QUERY PLAN {sql}");
        var steps = new List<string>();
        while (rows.Step())
        {
            steps.Add(rows.Text(3));
        }

        return steps;
    }

    public void Dispose()
    {
        _session.Dispose();
        Store.Dispose();
        _folder.Dispose();
    }
}

using System.Diagnostics;
using System.Globalization;
using ConvLog.Records;
using ConvLog.Storage;

namespace ConvLog.Benchmarks.Stores;

/// <summary>A timed small write every few milliseconds, as in a busy host.</summary>
internal sealed class SteadyWrites
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(10);

    private readonly List<double> _milliseconds = [];

    /// <summary>The number of writes.</summary>
    public int Count => _milliseconds.Count;

    /// <summary>The number of written entries.</summary>
    public long Entries { get; private set; }

    /// <summary>Writes until a task has ended.</summary>
    public static async Task<SteadyWrites> RunAsync(IConversationStore store, Task until)
    {
        var writes = new SteadyWrites();
        while (!until.IsCompleted)
        {
            var records = writes.Next();
            long begun = Stopwatch.GetTimestamp();
            await store.WriteAsync(records).ConfigureAwait(false);
            writes._milliseconds.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
            await Task.Delay(s_pause, TimeProvider.System).ConfigureAwait(false);
        }

        return writes;
    }

    /// <summary>The duration in milliseconds that this share of the writes did not exceed.</summary>
    public double Percentile(double share)
    {
        _milliseconds.Sort();
        return _milliseconds.Count == 0 ? 0 : _milliseconds[(int)Math.Min(_milliseconds.Count - 1, _milliseconds.Count * share)];
    }

    private List<StoreRecord> Next()
    {
        var now = TimeProvider.System.GetUtcNow();
        var opening = new ConversationRecord
        {
            ConversationId = string.Create(CultureInfo.InvariantCulture, $"beside-{Guid.NewGuid():N}"),
            WriterId = Guid.NewGuid(),
            AgentId = "beside",
            Channel = "webchat",
            UserId = "user-1",
            OpenedAt = now,
        };
        string turn = Guid.NewGuid().ToString("D");
        var records = new List<StoreRecord>
        {
            opening,
            new TurnRecord
            {
                ConversationId = opening.ConversationId,
                WriterId = opening.WriterId,
                Sequence = 1,
                Id = turn,
                UserInput = "Book a table for two, please",
                AgentResponse = "Done, at seven.",
                StartedAt = now,
            },
        };
        for (int i = 2; i < 6; i++)
        {
            Entries++;
            records.Add(new EntryRecord
            {
                ConversationId = opening.ConversationId,
                WriterId = opening.WriterId,
                Sequence = i,
                TurnId = turn,
                Level = EntryLevel.Info,
                Content = "Validated inputs",
                Fields = LogFields.From([("validation_passed", true), ("attempt", i)]),
                Timestamp = now,
            });
        }

        return records;
    }
}

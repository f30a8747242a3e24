using ConvLog.Storage;

namespace ConvLog.Tests.Storage.Retention;

/// <summary>A minimal retention store that can fail. A failed batch may have done a part of its work.</summary>
internal sealed class KeptConversations : IRetentionStore, IRetentionRunStore
{
    private readonly List<RetentionRun> _runs = [];
    private int _calls;

    public List<Kept> Conversations { get; } = [];

    /// <summary>The exception of a call, by its number from 1; null to succeed.</summary>
    public Func<int, Exception?> Fails { get; set; } = static _ => null;

    /// <summary>Whether a batch that fails has done half of its work.</summary>
    public bool FailsInTheMiddle { get; set; }

    /// <summary>Awaited before each batch; null for no wait.</summary>
    public Func<CancellationToken, Task>? BeforeBatch { get; set; }

    public int Calls => Volatile.Read(ref _calls);

    public int Batches { get; private set; }

    public int Reclaimed { get; private set; }

    /// <summary>Whether a reader keeps bytes in the store's logs.</summary>
    public bool HasReaderOfLogs { get; set; }

    public List<RetentionRun> Saved { get; } = [];

    public List<RetentionCut> Cuts { get; } = [];

    public static ConversationStoreException Unavailable() => new(StoreFault.Unavailable, "The disk is full: free some space.");

    public static ConversationStoreException Unusable() => new(StoreFault.Unusable, "The file is damaged: restore it.");

    /// <summary>Creates a number of conversations, each idle for a day longer than the previous one.</summary>
    public static KeptConversations Of(int count, DateTimeOffset now)
    {
        var store = new KeptConversations();
        store.Conversations.AddRange(Enumerable.Range(0, count).Select(i => new Kept($"c{i:0000}", now.AddDays(-i))));
        return store;
    }

    public ValueTask<RetentionPreview> PreviewRetentionAsync(RetentionCut cut, CancellationToken cancellationToken = default)
    {
        Called();
        lock (Conversations)
        {
            return new(new RetentionPreview
            {
                Cut = cut,
                TotalConversations = Conversations.Count,
                Conversations = Conversations.Count(kept => Expires(kept, cut)),
                Entries = Conversations.Where(kept => Expires(kept, cut)).Sum(static kept => kept.Entries),
                PersonalData = Conversations.Count(kept => Purges(kept, cut)),
                KeptHeld = Conversations.Count(kept => kept.IsHeld && kept.LastActivity < cut.ConversationsBefore),
            });
        }
    }

    public async ValueTask<RetentionBatch> ApplyRetentionAsync(RetentionCut cut, int batchSize, string? after = null,
        CancellationToken cancellationToken = default)
    {
        if (BeforeBatch is { } before)
        {
            await before(cancellationToken);
        }

        var failure = Fails(Interlocked.Increment(ref _calls));
        if (failure is not null && !FailsInTheMiddle)
        {
            throw failure;
        }

        lock (Conversations)
        {
            Batches++;
            Cuts.Add(cut);
            var done = Apply(cut, failure is null ? batchSize : Math.Max(1, batchSize / 2));
            return failure is null ? done : throw failure;
        }
    }

    public ValueTask<bool> ReclaimSpaceAsync(CancellationToken cancellationToken = default)
    {
        Called();
        Reclaimed++;
        return new(!HasReaderOfLogs);
    }

    public ValueTask SaveRetentionRunAsync(RetentionRun run, CancellationToken cancellationToken = default)
    {
        Called();
        lock (_runs)
        {
            Saved.Add(run);
            _runs.RemoveAll(kept => kept.Id == run.Id);
            _runs.Add(run);
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask<IReadOnlyList<RetentionRun>> ReadRetentionRunsAsync(int limit, CancellationToken cancellationToken = default)
    {
        Called();
        lock (_runs)
        {
            return new([.. _runs.OrderByDescending(static run => run.StartedAt).Take(limit)]);
        }
    }

    private static bool Expires(Kept kept, RetentionCut cut) => !kept.IsHeld && kept.LastActivity < cut.ConversationsBefore;

    private static bool Purges(Kept kept, RetentionCut cut)
        => !kept.IsHeld && !Expires(kept, cut) && kept.PurgedAt is null && kept.LastActivity < cut.PersonalDataBefore;

    private RetentionBatch Apply(RetentionCut cut, int batchSize)
    {
        Kept[] expired = [.. Conversations.Where(kept => Expires(kept, cut)).Take(batchSize)];
        Conversations.RemoveAll(expired.Contains);
        Kept[] purged = [.. Conversations.Where(kept => Purges(kept, cut)).Take(batchSize - expired.Length)];
        foreach (var kept in purged)
        {
            Conversations[Conversations.IndexOf(kept)] = kept with { PurgedAt = cut.At };
        }

        bool isFull = expired.Length + purged.Length == batchSize;
        return new RetentionBatch { Conversations = expired.Length, Entries = expired.Sum(static kept => kept.Entries), PersonalData = purged.Length,
            Next = isFull ? "more" : null };
    }

    private void Called()
    {
        if (Fails(Interlocked.Increment(ref _calls)) is { } failure)
        {
            throw failure;
        }
    }

    internal sealed record Kept(string Id, DateTimeOffset LastActivity, int Entries = 3, bool IsHeld = false, DateTimeOffset? PurgedAt = null);
}

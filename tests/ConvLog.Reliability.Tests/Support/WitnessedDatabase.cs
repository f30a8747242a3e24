namespace ConvLog.Reliability.Tests.Support;

/// <summary>
/// A database that children write into, and an in-memory store with the expected content. Whatever happens to a child, the file must contain a prefix of its
/// records, in order, with at least the acknowledged ones.
/// </summary>
internal sealed class WitnessedDatabase : IDisposable
{
    private static readonly TimeSpan s_longestOpening = TimeSpan.FromSeconds(2);

    private readonly TemporaryFolder? _folder;
    private readonly InMemoryConversationStore _expected = new();
    private readonly HashSet<string> _conversations = new(StringComparer.Ordinal);

    public WitnessedDatabase()
    {
        _folder = new TemporaryFolder();
        Path = _folder.File("convlog.db");
    }

    /// <param name="path">The path of the file. The creator of the folder deletes it.</param>
    public WitnessedDatabase(string path) => Path = path;

    public string Path { get; }

    /// <summary>The number of records that the last verification found.</summary>
    public int Stored { get; private set; }

    /// <summary>How long opening the file and reading the first list took in the last verification.</summary>
    public TimeSpan Opening { get; private set; }

    /// <summary>Opens the file as the next process does, and fails if it differs from the expected content.</summary>
    /// <param name="because">The cause, for failure messages.</param>
    /// <param name="children">The children that have written since the last verification.</param>
    public async Task VerifyAsync(string because, params Testimony[] children)
    {
        // The first opening in a process compiles code, and on a busy machine every opening is slow. The time is therefore compared with that of a new file
        // opened just before.
        var ofNewFile = await TimeNewFileAsync();
        long start = TimeProvider.System.GetTimestamp();
        await using var store = await OpenAsync(Path);
        Opening = TimeProvider.System.GetElapsedTime(start);
        Opening.Should().BeLessThan(s_longestOpening + ofNewFile, because);

        var touched = await ExpectAsync(children, because);
        _conversations.UnionWith(touched);
        Integrity.Check(Path, because);
        await Answers.CompareAsync(_expected, store, touched, because);
        await store.CatchUpAsync();
        await Answers.CompareSearchAsync(_expected, store, because);
        (await store.CheckHealthAsync()).Status.Should().Be(StoreHealthStatus.Healthy, because);
    }

    /// <summary>The expected content.</summary>
    public InMemoryConversationStore Expected => _expected;

    /// <summary>Adds records that were not written by children to the expected content.</summary>
    public async Task ExpectAsync(IReadOnlyList<StoreRecord> records)
    {
        await _expected.WriteAsync(records);
        _conversations.UnionWith(records.Select(static record => record.ConversationId));
    }

    /// <summary>Adds the records of a child to the expected content while its decisions about other conversations are in progress.</summary>
    public async Task HearAsync(string because, Testimony child) => _conversations.UnionWith(await ExpectAsync([child], because));

    /// <summary>Compares every conversation that was ever written.</summary>
    public async Task VerifyAllAsync(string because)
    {
        await using var store = new SqliteConversationStore(Path, new SqliteStoreOptions { IndexText = false });
        await Answers.CompareAsync(_expected, store, _conversations, because);
    }

    public void Dispose() => _folder?.Dispose();

    private static async Task<TimeSpan> TimeNewFileAsync()
    {
        using var folder = new TemporaryFolder();
        long start = TimeProvider.System.GetTimestamp();
        await using var store = await OpenAsync(folder.File("new.db"));
        return TimeProvider.System.GetElapsedTime(start);
    }

    private static async Task<SqliteConversationStore> OpenAsync(string path)
    {
        var store = new SqliteConversationStore(path, new SqliteStoreOptions { IndexText = false });
        _ = await store.ListAsync(new ConversationQuery(), withPii: true);
        return store;
    }

    private async Task<HashSet<string>> ExpectAsync(Testimony[] children, string because)
    {
        using var stored = new StoredPrefix(Path);
        var given = new List<StoreRecord>();
        Stored = 0;
        foreach (var child in children)
        {
            var all = child.Given();
            int length = stored.LengthOf(all);
            child.Contradiction.Should().BeNull(because);
            child.Dropped.Should().Be(0, because);
            length.Should().BeGreaterThanOrEqualTo((int)child.Acknowledged, "what is acknowledged is never lost {0}", because);
            var kept = await StoredAsync(all, length, (int)child.Settled);
            kept.OfType<TurnRecord>().DistinctBy(static turn => turn.Id, StringComparer.Ordinal).Select(stored.NumberOf).Should()
                .BeInAscendingOrder("a store keeps the order in which each process gives its turns {0}", because);
            given.AddRange(kept);
            Stored += kept.Count;
        }

        if (children.Length > 1)
        {
            // The store received the records of two processes in its own order, which the numbers of the openings show.
            await _expected.WriteAsync([.. given.OfType<ConversationRecord>().OrderBy(stored.EpochOf)]);

            // The numbers of turns and calls show their order in the same way.
            await _expected.WriteAsync([.. given.OfType<TurnRecord>().DistinctBy(static turn => turn.Id, StringComparer.Ordinal).OrderBy(stored.NumberOf)]);
            await _expected.WriteAsync([.. given.OfType<FunctionEventRecord>().DistinctBy(static call => call.Id, StringComparer.Ordinal)
                .OrderBy(stored.NumberOf)]);
        }

        await _expected.WriteAsync(given);
        return given.Select(static record => record.ConversationId).ToHashSet(StringComparer.Ordinal);
    }

    // Late turn details are stored after the rest of a batch, so some of the last ones may be missing. A store does not return stored details that have no
    // effect, and they have no effect here either.
    private async Task<List<StoreRecord>> StoredAsync(List<StoreRecord> given, int length, int settled)
    {
        var open = given.Take(length).Skip(settled).OfType<TurnChangeRecord>().ToList();
        var told = new HashSet<Guid>();
        if (open.Count > 0)
        {
            await using var store = new SqliteConversationStore(Path, new SqliteStoreOptions { IndexText = false });
            foreach (string id in open.Select(static change => change.ConversationId).Distinct(StringComparer.Ordinal))
            {
                var read = await store.ReadTurnsAsync(id, PersonalData.All);
                told.UnionWith(read?.Turns.SelectMany(static turn => turn.Late?.Changes ?? []).Select(static change => change.Id) ?? []);
            }
        }

        return [.. given.Take(length).Where((record, i) => i < settled || record is not TurnChangeRecord change || told.Contains(change.Id))];
    }
}

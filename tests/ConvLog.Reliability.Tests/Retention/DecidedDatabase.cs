namespace ConvLog.Reliability.Tests.Retention;

/// <summary>
/// A database with conversations of every age, and children that run retention or erasures on it while agents log. Each is killed at a random moment until one
/// may finish. The database must then equal an in-memory store with the same operations.
/// </summary>
internal sealed class DecidedDatabase : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly WitnessedDatabase _database;
    private readonly DecisionTally _tally;
    private int _children;

    private DecidedDatabase(DecisionTally tally)
    {
        _tally = tally;
        _database = new WitnessedDatabase(_folder.File("convlog.db"));
    }

    public string Path => _database.Path;

    /// <summary>The expected content.</summary>
    public InMemoryConversationStore Expected => _database.Expected;

    /// <summary>Creates a database from the template.</summary>
    public static async Task<DecidedDatabase> CopyAsync(TemporaryFolder template, AgedConversations conversations, DecisionTally tally)
    {
        var copy = new DecidedDatabase(tally);
        foreach (string file in Directory.GetFiles(template.Path))
        {
            File.Copy(file, copy._folder.File(System.IO.Path.GetFileName(file)));
        }

        await copy._database.ExpectAsync(conversations.Records);
        foreach (var hold in conversations.Holds)
        {
            await copy.Expected.PlaceHoldAsync(hold);
        }

        return copy;
    }

    /// <summary>Creates the template database.</summary>
    public static async Task<TemporaryFolder> MakeTemplateAsync(AgedConversations conversations)
    {
        var folder = new TemporaryFolder();
        await using var store = new SqliteConversationStore(folder.File("convlog.db"));
        await conversations.WriteAsync(store);
        await store.CatchUpAsync();
        return folder;
    }

    /// <summary>Starts a child and kills it at a random moment of its work.</summary>
    public async Task<Testimony> KillAsync(string assignment, Random random, string because)
    {
        await using var child = Start(assignment, random, records: 0);
        await child.UntilAsync(static testimony => testimony.IsOpened);
        await Task.Delay(_tally.UsualWork * random.NextDouble(), TimeProvider.System);
        child.Kill();
        var testimony = await child.EndedAsync();
        child.ExitCode.Should().Be(128 + PosixSignals.Kill, "it was killed and did not end by itself: {0} {1}", child.Errors, because);
        _tally.Killed(testimony);
        await _database.HearAsync(because, testimony);
        return testimony;
    }

    /// <summary>Lets a child complete the remaining work, and verifies every file.</summary>
    public async Task FinishAsync(string assignment, Random random, string because)
    {
        await using var child = Start(assignment, random, records: 60);
        await child.UntilAsync(static testimony => testimony.IsOpened);
        long start = TimeProvider.System.GetTimestamp();
        await child.UntilAsync(static testimony => testimony.IsAllDecided);
        _tally.Finished(TimeProvider.System.GetElapsedTime(start));
        await child.UntilAsync(static testimony => testimony.IsWritten);
        child.End();
        var testimony = await child.EndedAsync();
        child.ExitCode.Should().Be(0, "{0} {1}", child.Errors, because);
        await _database.HearAsync(because, testimony);
    }

    /// <summary>Fails if the file differs from the expected content.</summary>
    public async Task VerifyAsync(string because)
    {
        Integrity.Check(Path, because);
        await _database.VerifyAllAsync(because);
        await using var store = new SqliteConversationStore(Path, new SqliteStoreOptions { IndexText = false });
        await store.CatchUpAsync();
        await Answers.CompareSearchAsync(Expected, store, because);
        (await store.CheckHealthAsync()).Status.Should().Be(StoreHealthStatus.Healthy, because);
    }

    public void Dispose() => _folder.Dispose();

    private ChildProcess Start(string assignment, Random random, int records)
        => ChildProcess.Start(Path,
            FormattableString.Invariant($"{assignment} --seed {random.Next()} --agents 1 --records {records} --conversations c{_children++}-"));
}

namespace ConvLog.StoreContract;

/// <summary>
/// Tampering with the access log by SQL that all stores accept, with <c>#.</c> before each table, by someone with write access to the store. The log has reads
/// 3 to 10: 1 and 2 have expired.
/// </summary>
public static class AccessTampering
{
    /// <summary>The cases, each with the number of the first read that must be reported.</summary>
    public static IReadOnlyList<(string Done, string Sql, long FirstBroken)> Cases { get; } =
    [
        ("the time is changed", "UPDATE #.access SET at = at + 1 WHERE no = 5", 5),
        ("the reader is changed", "UPDATE #.access SET reader = 'eve' WHERE no = 5", 5),
        ("the subject is changed", "UPDATE #.access SET subject = 'eve' WHERE no = 5", 5),
        ("the subject is taken away", "UPDATE #.access SET subject = NULL WHERE no = 5", 5),
        ("the kind is changed", "UPDATE #.access SET kind = 1 WHERE no = 5", 5),
        ("the conversation is changed", "UPDATE #.access SET conversation_id = 'other' WHERE no = 5", 5),
        ("a reason is put in", "UPDATE #.access SET reason = '' WHERE no = 5", 5),
        ("the reason goes into another field", "UPDATE #.access SET reason = subject, subject = NULL WHERE no = 5", 5),
        ("the last read is changed", "UPDATE #.access SET reader = 'eve' WHERE no = 10", 10),
        ("the first read is changed", "UPDATE #.access SET reader = 'eve' WHERE no = 3", 3),
        ("a read in the middle is removed", "DELETE FROM #.access WHERE no = 6", 6),
        ("the first read is removed", "DELETE FROM #.access WHERE no = 3", 3),
        ("the last read is removed", "DELETE FROM #.access WHERE no = 10", 10),
        ("the last three reads are removed", "DELETE FROM #.access WHERE no >= 8", 8),
        ("all reads are removed", "DELETE FROM #.access", 3),
        ("two reads change places",
            "UPDATE #.access SET no = 1000 WHERE no = 5; UPDATE #.access SET no = 5 WHERE no = 6; UPDATE #.access SET no = 6 WHERE no = 1000", 5),
        ("a read is added at the end", "INSERT INTO #.access (no, at, reader, kind, hash) SELECT 11, at, reader, kind, hash FROM #.access WHERE no = 10", 11),
        ("a read is added before the beginning",
            "INSERT INTO #.access (no, at, reader, kind, hash) SELECT 2, at, reader, kind, hash FROM #.access WHERE no = 10", 2),
        ("a read is added in the place of another",
            "UPDATE #.access SET at = 7, reader = 'eve', subject = 'eve', conversation_id = NULL, kind = 3 WHERE no = 6", 6),
        ("reads are numbered on behind one that is removed", "DELETE FROM #.access WHERE no = 9; UPDATE #.access SET no = 9 WHERE no = 10", 9),
        ("a hash is changed", "UPDATE #.access SET hash = (SELECT hash FROM #.access WHERE no = 4) WHERE no = 7", 7),
        ("a hash is taken away", "UPDATE #.access SET hash = NULL WHERE no = 7", 7),
        ("a hash is emptied", "UPDATE #.access SET hash = '' WHERE no = 7", 7),
        ("the head's hash is changed", "UPDATE #.access_chain SET last_hash = removed_hash", 10),
        ("the head's number is lowered", "UPDATE #.access_chain SET last = 9", 10),
        ("the head's number is raised", "UPDATE #.access_chain SET last = 12", 11),
        ("the head is moved back before the last read", "UPDATE #.access_chain SET last = 9, last_hash = (SELECT hash FROM #.access WHERE no = 9)", 10),
        ("the beginning's hash is changed", "UPDATE #.access_chain SET removed_hash = last_hash", 3),
        ("the beginning's number is lowered", "UPDATE #.access_chain SET removed = 1", 2),
        ("the beginning's number is raised", "UPDATE #.access_chain SET removed = 3", 3),
        ("the beginning is moved behind a read that is there",
            "UPDATE #.access_chain SET removed = 4, removed_hash = (SELECT hash FROM #.access WHERE no = 4)", 3),
        ("beginning and head are removed", "DELETE FROM #.access_chain", 1),
    ];

    /// <summary>Fills the access log.</summary>
    public static async Task FillAsync(IConversationStore store)
    {
        await store.WriteAccessAsync([.. Enumerable.Range(1, 10).Select(static i => Some.Access($"reader {i}", minute: i) with { Subject = $"s{i}" })]);
        await store.ApplyRetentionAsync(new RetentionCut { At = Some.At(100), AccessBefore = Some.At(3) }, 100);
    }

    /// <summary>Applies each case to the log and reverts it: verification and health report the read, and are clean after the reversal.</summary>
    /// <param name="store">A store with such a log.</param>
    /// <param name="run">Runs SQL.</param>
    public static async Task ShouldBeFoundAsync(IConversationStore store, Func<string, Task> run)
    {
        (await ComplaintAsync(store, firstBroken: null)).Should().BeNull("nobody has touched it");
        await run("CREATE TABLE #.kept_access AS SELECT * FROM #.access; CREATE TABLE #.kept_chain AS SELECT * FROM #.access_chain");
        await EachCase.HoldsAsync(Cases, async tampering =>
        {
            await run(tampering.Sql);
            (await ComplaintAsync(store, tampering.FirstBroken)).Should().BeNull();
            await run("""
                DELETE FROM #.access; DELETE FROM #.access_chain; INSERT INTO #.access
                SELECT *
                FROM #.kept_access; INSERT INTO #.access_chain
                SELECT *
                FROM #.kept_chain
                """);
            (await ComplaintAsync(store, firstBroken: null)).Should().BeNull();
        });
    }

    /// <summary>The fault in the verification and health of a store; null if they are as expected.</summary>
    /// <param name="store">The store.</param>
    /// <param name="firstBroken">The read that must be reported; null for an intact log.</param>
    public static async Task<string?> ComplaintAsync(IConversationStore store, long? firstBroken)
    {
        var reading = new ConversationReader(store);
        var found = await reading.VerifyAccessLogAsync(new Privacy.Reader("auditor", canReadPii: false));
        var health = (await reading.CheckHealthAsync()).Parts.Single(static part => part.Name is "access-log");
        if (found.FirstBroken != firstBroken || found.IsWhole != (firstBroken is null))
        {
            return $"first broken is {found.FirstBroken} and should be {firstBroken}: {found.Reason}";
        }

        bool isTold = firstBroken is null
            ? health.Status == StoreHealthStatus.Healthy
            : health.Status == StoreHealthStatus.Degraded && health.Message.Contains(found.Reason!, StringComparison.Ordinal);
        return isTold ? null : $"health is {health.Status}: {health.Message}";
    }
}

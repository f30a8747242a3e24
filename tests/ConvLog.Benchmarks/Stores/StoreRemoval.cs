using System.Diagnostics;
using System.Globalization;
using ConvLog.Sqlite;

namespace ConvLog.Benchmarks.Stores;

/// <summary><c>remove FILE CONVERSATIONS</c>: takes the oldest conversations out of a generated store and deletes their rows, as retention does.</summary>
internal static class StoreRemoval
{
    private const int AtOnce = 200;

    public static async Task<int> RunAsync(string path, long conversations)
    {
        using var database = new Database(path, new SqliteStoreOptions());
        database.Prepare();
        var removals = new Removals(database);
        long before = database.Read(static session => session.Number("SELECT count(*) FROM entry")) ?? 0;
        long begun = Stopwatch.GetTimestamp();
        long worst = 0;
        for (long done = 0; done < conversations; done += AtOnce)
        {
            long start = Stopwatch.GetTimestamp();
            await database.WriteAsync(session => TakeOut(session, Math.Min(AtOnce, conversations - done)), default).ConfigureAwait(false);
            worst = Math.Max(worst, Stopwatch.GetTimestamp() - start);
        }

        var taken = Stopwatch.GetElapsedTime(begun);
        await removals.DrainAsync(default).ConfigureAwait(false);
        var all = Stopwatch.GetElapsedTime(begun);
        long after = database.Read(static session => session.Number("SELECT count(*) FROM entry")) ?? 0;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{before - after:N0} entries of {conversations:N0} conversations: taken out in {taken.TotalSeconds:0.0} s (longest transaction {Stopwatch.GetElapsedTime(0, worst).TotalMilliseconds:0} ms), deleted in {(all - taken).TotalSeconds:0.0} s"));
        return 0;
    }

    private static int TakeOut(Session session, long most)
    {
        var numbers = new List<long>();
        var rows = session["SELECT no FROM conversation WHERE listed IS NOT NULL ORDER BY no LIMIT ?1"].Bind(1, most);
        while (rows.Step())
        {
            numbers.Add(rows.Int64(0));
        }

        var rollUps = new RollUpChanges(session);
        foreach (long number in numbers)
        {
            Removal.Begin(session, rollUps, number, erasure: null);
        }

        rollUps.Complete();
        return numbers.Count;
    }
}

using System.Globalization;
using ConvLog.Sqlite;
using ConvLog.Storage;

namespace ConvLog.Benchmarks.Ingest;

/// <summary>
/// <c>host-index FILE</c>: what the text index adds to an entry of whole conversations (<see cref="HostRounds"/>) in a file made by <c>generate</c>. Rounds
/// with and without the index alternate, each in a copy of its own. The figures are means, since parts of the index are merged in few of the rounds.
/// </summary>
internal static class HostIndex
{
    private const int Rounds = 24;

    public static async Task<int> RunAsync(string path)
    {
        var grown = GrownFile.Of(path);
        using var folder = new BenchmarkFolder();
        var (indexed, plain) = (new MeasuredFile(folder, grown), new MeasuredFile(folder, grown));
        var differences = new List<(double Processor, double Written, double Kept)>();
        for (int round = 0; round < HostRounds.WarmUpRounds + Rounds; round++)
        {
            var with = await RoundAsync(indexed, new SqliteStoreOptions(), CatchUpAsync).ConfigureAwait(false);
            var without = await RoundAsync(plain, new SqliteStoreOptions { IndexText = false }, static _ => Task.CompletedTask).ConfigureAwait(false);
            differences.Add((with.Processor - without.Processor, with.Written - without.Written, with.Kept!.Value - without.Kept!.Value));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"round {round}: {with.Processor:0.0} and {without.Processor:0.0} µs, {with.Written:N0} and {without.Written:N0} bytes written"));
        }

        differences.RemoveRange(0, HostRounds.WarmUpRounds);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"The index takes {differences.Average(static one => one.Processor):0.0} µs of processor time of an entry, "
            + $"{differences.Average(static one => one.Written):N0} bytes written and {differences.Average(static one => one.Kept):0.0} kept."));
        return 0;
    }

    private static Task CatchUpAsync(IConversationStore store) => ((SqliteConversationStore)store).CatchUpAsync();

    private static Task<HostWorkResult> RoundAsync(MeasuredFile file, SqliteStoreOptions options, Func<IConversationStore, Task> settle)
        => HostRounds.RoundAsync(() => new SqliteConversationStore(file.Next(), options), () => file.Bytes, atOnce: 1, settle: settle);
}

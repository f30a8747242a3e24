namespace ConvLog.Benchmarks.Ingest;

/// <summary>Rounds of Serilog's steps, 100 bare entries a flush, as many as the conversations of <see cref="HostRounds"/> have.</summary>
/// <param name="folder">Where its files are.</param>
/// <param name="grown">A file of as many rows as this one has entries is used in all rounds; null for an empty file in each.</param>
internal sealed class SerilogRounds(BenchmarkFolder folder, GrownFile? grown)
{
    private SerilogSteps? _grown;

    public async Task<SerilogResult> RunAsync()
    {
        const int Entries = HostRounds.Conversations * HostConversation.Entries;
        var serilog = grown is null ? new SerilogSteps(folder.NewPath()) : _grown ??= new SerilogSteps(folder.NewPath(), grown.CountEntries());
        var before = ProcessUse.Now;
        double seconds = (await serilog.WriteAsync(Entries, HostConversation.Entries).ConfigureAwait(false)).TotalSeconds;
        var used = ProcessUse.Since(before);
        return new SerilogResult(Entries / seconds, used.Processor / Entries, used.Written / (double)Entries);
    }

    public async Task<SerilogResult> MedianAsync()
    {
        var results = new List<SerilogResult>();
        for (int round = 0; round < HostRounds.WarmUpRounds + HostRounds.Rounds; round++)
        {
            results.Add(await RunAsync().ConfigureAwait(false));
        }

        return SerilogResult.Median(results[HostRounds.WarmUpRounds..]);
    }
}

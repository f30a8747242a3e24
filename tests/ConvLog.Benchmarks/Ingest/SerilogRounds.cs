namespace ConvLog.Benchmarks.Ingest;

/// <summary>Rounds of Serilog's steps, with 100 bare entries per flush and as many entries as the conversations of <see cref="HostRounds"/>.</summary>
/// <param name="folder">The folder of its files.</param>
/// <param name="grown">A grown file. All rounds then use one file with as many rows as it has entries. Null for an empty file in each round.</param>
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

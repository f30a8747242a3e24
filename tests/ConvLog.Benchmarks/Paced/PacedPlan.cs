namespace ConvLog.Benchmarks.Paced;

/// <summary>The durations of a comparison.</summary>
/// <param name="WarmUp">How long each contestant runs after opening its conversations before it is measured.</param>
/// <param name="Period">How long each contestant is measured in a round.</param>
/// <param name="Rounds">The number of rounds.</param>
internal sealed record PacedPlan(TimeSpan WarmUp, TimeSpan Period, int Rounds)
{
    /// <summary>Three rounds of 15 s.</summary>
    public static PacedPlan Default { get; } = new(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(15), 3);

    /// <summary>Measures the contestants alternately.</summary>
    /// <returns>The rounds, each with the results in the order of the contestants.</returns>
    public async Task<List<PacedResult[]>> RunAsync(IReadOnlyList<PacedContestant> contestants)
    {
        foreach (var contestant in contestants)
        {
            await contestant.WarmUpAsync(WarmUp).ConfigureAwait(false);
        }

        var rounds = new List<PacedResult[]>();
        for (int round = 0; round < Rounds; round++)
        {
            var results = new PacedResult[contestants.Count];
            for (int i = 0; i < results.Length; i++)
            {
                results[i] = await contestants[i].MeasureAsync(Period).ConfigureAwait(false);
            }

            rounds.Add(results);
        }

        return rounds;
    }
}

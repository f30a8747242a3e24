namespace ConvLog.Tests.Recount;

/// <summary>Conversations logged through the library, and an independent count of them.</summary>
/// <param name="Conversations">The conversations as played.</param>
/// <param name="Now">The time of the reads.</param>
internal sealed record PlayedHistory(IReadOnlyList<ExpectedConversation> Conversations, DateTimeOffset Now)
{
    /// <summary>Plays conversations in the ten days before a time.</summary>
    /// <param name="factories">The conversation factories of the hosts, which have openings of the same conversations.</param>
    /// <param name="count">The number of conversations.</param>
    /// <param name="seed">The seed of everything random.</param>
    /// <param name="now">The time of the reads.</param>
    public static async Task<PlayedHistory> PlayAsync(IReadOnlyList<IConversationFactory> factories, int count, int seed, DateTimeOffset now)
    {
        var expected = new ExpectedConversation[count];
        await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = 32 },
            async (i, _) => expected[i] = await PlayedConversation.PlayAsync(factories, i, seed, now));
        return new PlayedHistory(expected, now);
    }
}

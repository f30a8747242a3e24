namespace ConvLog.Tests.Recount;

/// <summary>Conversations that were played through the library, and what a plain count of them knows.</summary>
/// <param name="Conversations">What was played.</param>
/// <param name="Now">When they are read.</param>
internal sealed record PlayedHistory(IReadOnlyList<ToldConversation> Conversations, DateTimeOffset Now)
{
    /// <summary>Plays conversations over the ten days before a time.</summary>
    /// <param name="factories">Where they are logged: the hosts, which have openings of the same conversations.</param>
    /// <param name="count">How many.</param>
    /// <param name="seed">What decides all that is random.</param>
    /// <param name="now">When they are read.</param>
    public static async Task<PlayedHistory> PlayAsync(IReadOnlyList<IConversationFactory> factories, int count, int seed, DateTimeOffset now)
    {
        var told = new ToldConversation[count];
        await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = 32 },
            async (i, _) => told[i] = await PlayedConversation.PlayAsync(factories, i, seed, now));
        return new PlayedHistory(told, now);
    }
}

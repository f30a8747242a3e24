using System.Globalization;

namespace ConvLog.Reliability.Child;

/// <summary>
/// Something that is to be erased or released. The same each time a child is started, so that one that was killed is followed by one that goes on.
/// </summary>
/// <param name="Id">Its id, and its receipt's.</param>
/// <param name="Kind">What is to be done.</param>
/// <param name="Name">The conversation's or user's id.</param>
/// <param name="At">When it was asked for.</param>
internal sealed record Decision(Guid Id, DecisionKind Kind, string Name, DateTimeOffset At)
{
    public static Decision Read(string line)
    {
        string[] parts = line.Split('\t');
        return new Decision(Guid.Parse(parts[0]), Enum.Parse<DecisionKind>(parts[1]), parts[2],
            new DateTimeOffset(long.Parse(parts[3], CultureInfo.InvariantCulture), TimeSpan.Zero));
    }

    /// <summary>Carries it out.</summary>
    public async Task ApplyAsync(IErasureStore store)
    {
        switch (Kind)
        {
            case DecisionKind.EraseConversation: await store.EraseAsync(ErasureRequest.OfConversation(Name, "child", At) with { Id = Id })
                .ConfigureAwait(false); break;
            case DecisionKind.EraseUser: await store.EraseAsync(ErasureRequest.OfUser(Name, "child", At) with { Id = Id }).ConfigureAwait(false); break;
            default: await store.ReleaseHoldAsync(Name).ConfigureAwait(false); break;
        }
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Id}\t{Kind}\t{Name}\t{At.UtcTicks}");
}

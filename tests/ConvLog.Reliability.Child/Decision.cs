using System.Globalization;

namespace ConvLog.Reliability.Child;

/// <summary>An erasure or release. It is the same in each child, so that a child continues the work of a killed one.</summary>
/// <param name="Id">The ID of the decision and of its receipt.</param>
/// <param name="Kind">The kind of action.</param>
/// <param name="Name">The ID of the conversation or user.</param>
/// <param name="At">The time of the request.</param>
internal sealed record Decision(Guid Id, DecisionKind Kind, string Name, DateTimeOffset At)
{
    public static Decision Read(string line)
    {
        string[] parts = line.Split('\t');
        return new Decision(Guid.Parse(parts[0]), Enum.Parse<DecisionKind>(parts[1]), parts[2],
            new DateTimeOffset(long.Parse(parts[3], CultureInfo.InvariantCulture), TimeSpan.Zero));
    }

    /// <summary>Applies the decision.</summary>
    public async Task ApplyAsync(IConversationStore store)
    {
        switch (Kind)
        {
            case DecisionKind.EraseConversation: await store.EraseAsync(ErasureRequest.OfConversation(Name, "child", At) with { Id = Id })
                .ConfigureAwait(false); break;
            case DecisionKind.EraseUser: await store.EraseAsync(ErasureRequest.OfUser(Name, "child", At) with { Id = Id }).ConfigureAwait(false); break;
            default: await ((IHoldStore)store).ReleaseHoldAsync(Name).ConfigureAwait(false); break;
        }
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Id}\t{Kind}\t{Name}\t{At.UtcTicks}");
}

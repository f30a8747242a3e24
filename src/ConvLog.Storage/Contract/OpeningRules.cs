using ConvLog.Records;

namespace ConvLog.Storage.Contract;

/// <summary>Decides whether an opening may continue a conversation. The same in every store.</summary>
internal static class OpeningRules
{
    /// <summary>Whether a store accepts an opening and the records of its writer.</summary>
    /// <param name="opening">The opening.</param>
    /// <param name="stored">The stored openings of the conversation in order, including an earlier revision of this one.</param>
    /// <param name="allowsHandover">Whether another agent of the same account may continue a conversation.</param>
    public static bool Admits(ConversationRecord opening, IReadOnlyList<ConversationRecord> stored, bool allowsHandover)
    {
        var own = stored.FirstOrDefault(kept => kept.WriterId == opening.WriterId);
        if (opening.IsCopy || stored.Count == (own is null ? 0 : 1) || (own is not null && own.Revision >= opening.Revision))
        {
            return true; // The only opening may correct itself, and an outdated revision changes nothing.
        }

        var owner = ConversationOwner.Of(SummaryCalculator.Merged(stored));
        var given = ConversationOwner.Of(opening);
        return own is null ? owner.AdmitsNew(given, allowsHandover) : ConversationOwner.Of(own) == given || owner.Admits(given, allowsHandover);
    }
}

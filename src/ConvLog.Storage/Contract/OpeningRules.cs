using ConvLog.Records;

namespace ConvLog.Storage;

/// <summary>Decides whether an opening may go on with a conversation. The same in every store.</summary>
internal static class OpeningRules
{
    /// <summary>Whether a store takes an opening in, and with it what its writer logs.</summary>
    /// <param name="opening">The opening.</param>
    /// <param name="stored">The openings of the conversation that the store has, in their order, with an earlier revision of this one.</param>
    /// <param name="allowsHandover">Whether another agent of the same account may go on with a conversation.</param>
    public static bool Admits(ConversationRecord opening, IReadOnlyList<ConversationRecord> stored, bool allowsHandover)
    {
        var own = stored.FirstOrDefault(kept => kept.WriterId == opening.WriterId);
        if (opening.IsCopy || stored.Count == (own is null ? 0 : 1) || (own is not null && own.Revision >= opening.Revision))
        {
            return true; // The only opening of a conversation may correct itself, and what is older than what is there changes nothing.
        }

        var owner = ConversationOwner.Of(SummaryCalculator.Merged(stored));
        var given = ConversationOwner.Of(opening);
        return own is null ? owner.AdmitsNew(given, allowsHandover) : ConversationOwner.Of(own) == given || owner.Admits(given, allowsHandover);
    }
}

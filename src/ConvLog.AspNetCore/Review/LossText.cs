using ConvLog.AspNetCore.Text;

namespace ConvLog.AspNetCore.Review;

/// <summary>Dropped and truncated entries, in words.</summary>
internal static class LossText
{
    public static string Of(LossCounts losses)
        => string.Join(' ', losses.Dropped.Concat(losses.Truncated).Where(static loss => loss.Value > 0).OrderBy(static loss => loss.Key)
        .Select(static loss => Of(loss.Key, loss.Value)));

    private static string Of(LossReason reason, long count) => reason switch
    {
        LossReason.EntryLimit => $"{Entries(count)} dropped: the entry limit was reached.",
        LossReason.ConversationEnded => $"{Entries(count)} dropped: the conversation had ended.",
        LossReason.CaptureFailed => $"{Entries(count)} dropped: capture failed.",
        LossReason.FieldCount => $"{Entries(count)} truncated: too many fields.",
        LossReason.TextLength => $"{Entries(count)} truncated: a text was too long.",
        LossReason.ItemCount => $"{Entries(count)} truncated: a list was too long.",
        LossReason.Depth => $"{Entries(count)} truncated: a value was nested too deeply.",
        LossReason.EntrySize => $"{Entries(count)} truncated: the entry was too large.",
        LossReason.Unreadable => $"{Entries(count)} truncated: a value could not be read.",
        _ => $"{Entries(count)} incomplete: {reason}.",
    };

    private static string Entries(long count) => ShownNumber.Count(count, "entry", "entries");
}

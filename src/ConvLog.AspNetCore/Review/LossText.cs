using ConvLog.AspNetCore.Text;

namespace ConvLog.AspNetCore.Review;

/// <summary>What was dropped and cut, in words.</summary>
internal static class LossText
{
    public static string Of(LossCounts losses) => string.Join(' ', losses.Dropped.Concat(losses.Truncated).Where(static loss => loss.Value > 0).OrderBy(static loss => loss.Key).Select(static loss => Of(loss.Key, loss.Value)));

    private static string Of(LossReason reason, long count) => reason switch
    {
        LossReason.EntryLimit => $"{Entries(count)} dropped: the limit of entries was reached.",
        LossReason.ConversationEnded => $"{Entries(count)} dropped: the conversation had ended.",
        LossReason.CaptureFailed => $"{Entries(count)} dropped: capture failed.",
        LossReason.FieldCount => $"{Entries(count)} cut: too many fields.",
        LossReason.TextLength => $"{Entries(count)} cut: a text was too long.",
        LossReason.ItemCount => $"{Entries(count)} cut: a list was too long.",
        LossReason.Depth => $"{Entries(count)} cut: a value was nested too deep.",
        LossReason.EntrySize => $"{Entries(count)} cut: the entry was too large.",
        LossReason.Unreadable => $"{Entries(count)} cut: a value could not be read.",
        _ => $"{Entries(count)} not complete: {reason}.",
    };

    private static string Entries(long count) => ShownNumber.Count(count, "entry", "entries");
}

using ConvLog.AspNetCore.Text;

namespace ConvLog.AspNetCore.Pages.Views;

/// <summary>The number of conversations in a view, as far as the reader can know it.</summary>
/// <param name="Conversations">The number; null if counting takes too long or requires a search.</param>
/// <param name="Unread">The number of unread ones.</param>
internal readonly record struct ViewCount(int? Conversations, int? Unread)
{
    /// <summary>The maximum count. Larger ones are not distinguished.</summary>
    public const int Most = 999;

    public string ShownConversations => Shown(Conversations);

    public string ShownUnread => Shown(Unread);

    private static string Shown(int? count) => count is null ? "" : count > Most ? $"{ShownNumber.Count(Most)}+" : ShownNumber.Count(count.Value);
}

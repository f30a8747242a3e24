using ConvLog.AspNetCore.Text;

namespace ConvLog.AspNetCore.Pages.Views;

/// <summary>How many conversations a view has, as this reader may know.</summary>
/// <param name="Conversations">How many; null where to count them takes too long, or a search would be needed.</param>
/// <param name="Unread">How many of them are unread.</param>
internal readonly record struct ViewCount(int? Conversations, int? Unread)
{
    /// <summary>More are not told apart.</summary>
    public const int Most = 999;

    public string ShownConversations => Shown(Conversations);

    public string ShownUnread => Shown(Unread);

    private static string Shown(int? count) => count is null ? "" : count > Most ? $"{ShownNumber.Count(Most)}+" : ShownNumber.Count(count.Value);
}

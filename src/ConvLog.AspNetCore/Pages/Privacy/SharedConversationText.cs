using ConvLog.AspNetCore.Text;
using ConvLog.Records;
using ConvLog.Storage;

namespace ConvLog.AspNetCore.Pages.Privacy;

/// <summary>Notes on conversations with several users.</summary>
internal static class SharedConversationText
{
    /// <summary>The note on a conversation to erase.</summary>
    /// <param name="conversation">The conversation, which has several users.</param>
    /// <param name="isOfUser">Whether it is erased as a conversation of one of them.</param>
    public static string Of(ConversationSummaryView conversation, bool isOfUser)
        => isOfUser ? $"Shared with {Others(conversation.Users.Count - 1)}" : ShownNumber.Count(conversation.Users.Count, "user", "users");

    /// <summary>The note on a conversation in a receipt.</summary>
    public static string Of(SharedConversation shared) => Others(shared.OtherUsers);

    private static string Others(int count) => ShownNumber.Count(count, "other user", "other users");
}

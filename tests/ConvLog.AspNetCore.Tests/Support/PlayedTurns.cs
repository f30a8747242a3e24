namespace ConvLog.AspNetCore.Tests.Support;

/// <summary>Turns of conversations that last longer than a period.</summary>
internal static class PlayedTurns
{
    /// <summary>Two users in January, of which one continues in March, and a third who starts in March. Turns of the first two are rated.</summary>
    public static async Task<Site> InTwoMonthsAsync()
    {
        var site = await Site.WithKeysAsync();
        await using var going = site.Open(new ConversationInfo("going") { UserId = "ada", Channel = "voice" });
        Say(going, FeedbackRating.Like);
        await using (var past = site.Open(new ConversationInfo("past") { UserId = "bob" }))
        {
            Say(past, FeedbackRating.Like);
        }

        site.Clock.Advance(TimeSpan.FromDays(60));
        Say(going, FeedbackRating.Dislike);
        await using (var late = site.Open(new ConversationInfo("late") { UserId = "cat" }))
        {
            Say(late, rating: null);
        }

        return site;
    }

    private static void Say(Conversation conversation, FeedbackRating? rating)
    {
        using var turn = conversation.BeginTurn("Book a table for two");
        turn.Complete("Done.");
        if (rating is { } given)
        {
            conversation.AddFeedback(given, turn: turn);
        }
    }
}

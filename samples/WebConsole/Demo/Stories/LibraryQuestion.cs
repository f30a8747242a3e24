using ConvLog;

namespace WebConsole.Demo.Stories;

/// <summary>A question that needs no function: entries belong to the turns and to the conversation.</summary>
internal sealed class LibraryQuestion : Story
{
    public override TimeSpan Ago => TimeSpan.FromHours(128);

    public override ConversationInfo Info => new("demo-library-question")
    {
        AgentId = "demo",
        AccountId = "demo",
        ProjectId = "demo",
        Environment = ConversationEnvironment.Sandbox,
        Channel = "webchat",
        UserId = "reader-2",
        Language = "en-GB",
    };

    public override async Task TellAsync(Stage stage)
    {
        var conv = stage.Conv;
        conv.Log.Info("Widget opened", ("page", "/opening-hours"), ("returning", false));
        await stage.TurnAsync("are you open on sundays", () =>
        {
            conv.Log.Info("Answered from the handbook", ("topic", "opening_hours"), ("score", 0.91));
            return Task.FromResult<MaskedText>("Only the reading room, from 11 to 5. The lending desk is closed on Sundays.");
        });
        await stage.TurnAsync("and can i bring my dog", () =>
        {
            conv.Log.Warning("No topic fits well", ("best_topic", "house_rules"), ("score", 0.42), ("threshold", 0.6));
            return Task.FromResult<MaskedText>(
                "I am not sure about dogs, except assistance dogs, which are always welcome. The desk can tell you: 020 7946 0100.");
        });
        conv.AddFeedback(FeedbackRating.Dislike, "Just say yes or no.");
        conv.AddNote("Add dogs to the house rules.", "library-team");
    }
}

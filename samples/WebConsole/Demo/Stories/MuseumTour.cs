using ConvLog;

namespace WebConsole.Demo.Stories;

/// <summary>A wrong answer from weeks ago that the team has improved. Retention keeps the conversation, without its personal data.</summary>
internal sealed class MuseumTour : Story
{
    public override TimeSpan Ago => TimeSpan.FromDays(58);

    public override ConversationInfo Info => new("demo-museum-tour")
    {
        AgentId = "demo",
        AccountId = "demo",
        ProjectId = "demo",
        Channel = "webchat",
        UserId = "visitor-3071",
        Language = "en-GB",
    };

    public override async Task TellAsync(Stage stage)
    {
        var conv = stage.Conv;
        await stage.TurnAsync("is there a guided tour for wheelchair users?", () =>
        {
            conv.Log.Warning("No topic fits well", ("best_topic", "tours"), ("score", 0.51), ("threshold", 0.6));
            return Task.FromResult<MaskedText>("There are guided tours at 11 and 3.");
        });
        conv.AddFeedback(FeedbackRating.Dislike, "That was not my question.", ["wrong information"]);
        conv.Score("csat", 2, ScoreSource.User);
        conv.Annotate("Yes: every tour is step-free. Tell the desk on arrival, and the guide takes the lift with you.", "visitor-services");
        await stage.TurnAsync("i'll ask at the desk then", "Please do. Enjoy your visit!");
    }
}

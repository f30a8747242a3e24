using ConvLog;

namespace WebConsole.Demo.Stories;

/// <summary>A colleague is locked out. The directory returns an exception, the second attempt works. Runs in pre-release.</summary>
internal sealed class HelpDesk : Story
{
    private const string Mail = "p.halloran@example.com";

    public override TimeSpan Ago => TimeSpan.FromHours(67);

    public override ConversationInfo Info => new("demo-help-desk")
    {
        AgentId = "demo",
        AccountId = "demo",
        ProjectId = "demo",
        Environment = ConversationEnvironment.PreRelease,
        Channel = "webchat",
        UserId = "staff-0831",
        Language = "en-US",
        VariantId = "C",
    };

    public override IReadOnlyList<string> Tools => ["unlock_account", "send_sign_in_link"];

    public override async Task TellAsync(Stage stage)
    {
        await stage.TurnAsync("I'm locked out of my account again", "Let me help. What is your work email?");
        await stage.TurnAsync(Mail.Hiding(Mail), async () =>
        {
            bool isUnlocked = await UnlockAsync(stage);
            return isUnlocked ? "Unlocked." : "The directory does not let me unlock it. I can send you a sign-in link instead. Shall I?";
        });
        await stage.TurnAsync("yes please", async () =>
        {
            await SendLinkAsync(stage);
            return "Sent. It works once, for ten minutes.";
        });
        await stage.TurnAsync("that worked, cheers", "Glad to hear it!");
        stage.Conv.AddFeedback(FeedbackRating.Like);
        stage.Conv.AddFeedback(FeedbackRating.Dislike, "It should ask for a second factor before it sends a link.", FeedbackSource.Team);
    }

    private static async Task<bool> UnlockAsync(Stage stage)
    {
        var conv = stage.Conv;
        using var call = stage.BeginFunction("unlock_account", arguments: new { email = Mail });
        conv.Log.Info("Work email captured", LogField.Pii("email", Mail, shown: "p***@example.com"));
        await stage.TakesAsync(1_204);
        var refused = new UnauthorizedAccessException($"Service principal may not modify the user object of {Mail}.");

        // The type of the exception is visible. Its message contains the address and is automatically personal data.
        conv.Log.Error("Directory refused the change", refused, ("retriable", false), ("attempt", 1));
        call.Fail(refused);
        return false;
    }

    private static async Task SendLinkAsync(Stage stage)
    {
        var conv = stage.Conv;
        using var call = stage.BeginFunction("send_sign_in_link", arguments: new { email = Mail });
        using var reply = await stage.Backend.PostAsync("https://mail.example/v1/messages", 202, 164);
        await conv.LogApiResponseAsync(reply.Response, reply.Elapsed);
        conv.Log.Info("Link sent", ("valid_minutes", 10), ("single_use", true));
        conv.SetState("link_sent", true);
        call.Complete(new { sent = true });
    }
}
